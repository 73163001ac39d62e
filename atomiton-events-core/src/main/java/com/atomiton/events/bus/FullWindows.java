package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.Peer;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The peers whose windows have no space for one emit, which may wait for it. Only the thread that emits uses it. */
final class FullWindows {

    /** With several peers to wait for, each is looked at so often; one that is found to be stalled, too. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Outbox outbox;
    private final List<Full> full = new ArrayList<>(1);

    /** Those of them that have been waited for long enough. */
    private final List<Full> inVain = new ArrayList<>(0);

    /** How long the last of them was waited for. */
    private String limit;

    /** Those that have been left out, and lack the event too. */
    private final List<Peer> leftOut = new ArrayList<>(0);

    /** @param takenBefore how much the peer had taken when the wait began */
    private record Full(PeerSession session, OutboundMessage message, long takenBefore) {

        SendWindow window() {
            return session.outbound();
        }
    }

    FullWindows(Outbox outbox) {
        this.outbox = outbox;
        this.limit = outbox.blockTimeout().toMillis() + " ms (atomiton.events.outbound.block-timeout)";
    }

    FullWindows add(PeerSession session, OutboundMessage message) {
        full.add(new Full(session, message, session.outbound().progress().taken()));
        return this;
    }

    /** How many peers have no space for it. */
    int size() {
        return full.size();
    }

    /** A peer is left out, and lacks the event too. */
    void leftOut(PeerSession session) {
        leftOut.add(session.peer());
    }

    boolean isEmpty() {
        return full.isEmpty();
    }

    /**
     * Waits for space, in all windows at once, as far as the overflow policy and the calling thread allow it.
     *
     * @param oneOfMany whether the event is for all peers: then one that is found to be stalled meanwhile is left out
     * @param deadline when the wait ends, if {@code block-timeout} does not end it before
     * @throws EventOverflowException with the peers that had none
     */
    EmitResult await(boolean oneOfMany, Deadline deadline) {
        if (outbox.policy() == OverflowPolicy.FAIL) {
            throw overflow("the overflow policy is to fail");
        }
        if (CurrentLane.get() != null) {
            throw overflow("a handler must not wait for space, since it might be waiting for itself");
        }
        long began = System.nanoTime();
        long patience = deadline.leftOf(outbox.blockTimeout().toNanos());
        EmitResult best = EmitResult.NO_SUBSCRIBER;
        while (!full.isEmpty()) {
            for (Iterator<Full> each = full.iterator(); each.hasNext(); ) {
                Full next = each.next();
                long waited = System.nanoTime() - began;
                await(next, Math.min(patience - waited, LOOK_NANOS));
                EmitResult result = outbox.offer(next.session, next.message, oneOfMany);
                if (result != null) {
                    if (result == EmitResult.DROPPED) {
                        leftOut(next.session);
                    }
                    best = best.orBetter(result);
                    each.remove();
                } else if (isInVain(next, System.nanoTime() - began, patience, oneOfMany)) {
                    inVain.add(next);
                    each.remove();
                }
            }
        }
        if (!inVain.isEmpty()) {
            throw overflow(
                    deadline.isOver()
                            ? "there was no space before the time of the call was over"
                            : "there was no space within " + limit);
        }
        return best;
    }

    private boolean isInVain(Full next, long waited, long patience, boolean oneOfMany) {
        if (oneOfMany
                && waited >= outbox.stalls().limitNanos()
                && next.window().progress().taken() == next.takenBefore) {
            outbox.stalls().waitedInVain(next.session, next.takenBefore);
            limit = outbox.stalls().limit();
            return true;
        }
        return waited >= patience;
    }

    private void await(Full next, long nanos) {
        try {
            next.window().awaitSpaceFor(next.message, nanos);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw overflow("the thread was interrupted while it waited for space");
        }
    }

    EventOverflowException overflow(String detail) {
        List<Peer> peers = new ArrayList<>();
        StringBuilder windows = new StringBuilder();
        full.addAll(0, inVain);
        for (Full each : full) {
            outbox.tapped(each.session, each.message, null);
            peers.add(each.session.peer());
            windows.append(windows.isEmpty() ? "its window holds " : ", that of the next ")
                    .append(each.window().events())
                    .append(" events of ")
                    .append(outbox.settings().windowCapacity())
                    .append(" and ")
                    .append(each.window().bytes())
                    .append(" bytes of ")
                    .append(outbox.settings().windowMaxBytes());
        }
        peers.addAll(leftOut);
        boolean lacksMemory = full.stream().anyMatch(each -> each.window().lacksMemoryFor(each.message));
        return new EventOverflowException(
                full.get(0).message.name(),
                peers,
                windows + " (atomiton.events.outbound.capacity and .max-bytes)"
                        + (lacksMemory ? ", all peers together hold what they may (atomiton.events.max-memory)" : "")
                        + ", and " + detail);
    }
}
