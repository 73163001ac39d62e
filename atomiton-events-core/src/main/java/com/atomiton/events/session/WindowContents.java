package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageTail;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link SendWindow} holds: the messages that wait, the retained ones that the peer is owed, and those that are
 * sent and not acknowledged. Not thread-safe; tells nobody of what it drops.
 */
final class WindowContents {

    private final WaitingMessages waiting = new WaitingMessages();
    private final SentMessages sent = new SentMessages();
    private final RetainedBacklog backlog = new RetainedBacklog();
    private final PeerProgress progress;
    private final WindowUsage usage;

    WindowContents(WindowUsage usage, PeerProgress progress) {
        this.usage = usage;
        this.progress = progress;
    }

    WindowUsage usage() {
        return usage;
    }

    boolean isFullFor(OutboundMessage message) {
        return usage.isFullFor(message, waiting.earlierOf(message));
    }

    /** @param superseded is given the one whose place the message takes */
    void add(OutboundMessage message, List<OutboundMessage> superseded) {
        OutboundMessage earlier = waiting.earlierOf(message);
        if (earlier != null && withdraw(earlier)) {
            superseded.add(earlier);
        }
        waiting.addLast(message);
        usage.add(message);
        progress.hadSpace();
    }

    void leaveOut(OutboundMessage message, boolean full) {
        if (message.isNumbered()) {
            waiting.missingLast();
            if (full) {
                progress.leftOut();
            }
        }
    }

    @Nullable
    OutboundMessage evictOldest() {
        OutboundMessage evicted = waiting.oldestEvent();
        if (evicted != null) {
            withdraw(evicted);
            if (evicted.isNumbered()) {
                waiting.missingFirst();
            }
        }
        return evicted;
    }

    /** {@code false} if it does not wait here. */
    boolean withdraw(OutboundMessage message) {
        if (!waiting.remove(message)) {
            return false;
        }
        usage.remove(message);
        return true;
    }

    List<OutboundMessage> removeExpired(long nowNanos) {
        return uncounted(waiting.removeExpired(nowNanos));
    }

    RetainedBacklog backlog() {
        return backlog;
    }

    Set<MessageTail> tailsAbove(long received) {
        Set<MessageTail> tails = Collections.newSetFromMap(new IdentityHashMap<>());
        waiting.forEach(message -> tails.add(message.tail()));
        sent.forEachAbove(received, message -> tails.add(message.tail()));
        return tails;
    }

    /**
     * The next one to be sent, which has its number then; {@code null} if there is none, or it has to wait until the peer
     * has taken others.
     *
     * @param dropped is given those that were its turn and are not sent
     */
    @Nullable
    OutboundMessage next(long nowNanos, int maxFrameSize, List<DroppedMessage> dropped) {
        OutboundMessage again = sent.nextToResend();
        if (again != null) {
            return again;
        }
        for (OutboundMessage message = nextNew(); message != null; message = nextNew()) {
            if (message.size() > maxFrameSize) {
                usage.remove(message);
                dropped.add(new DroppedMessage(message, DropReason.TOO_LARGE));
                if (message.isNumbered()) {
                    waiting.missingFirst();
                }
            } else if (message.isExpired(nowNanos)) {
                usage.remove(message);
                dropped.add(new DroppedMessage(message, DropReason.EXPIRED));
            } else {
                handedOver(message);
                return message;
            }
        }
        return null;
    }

    private @Nullable OutboundMessage nextNew() {
        if (!backlog.isEmpty() && !waiting.isRedeliveryNext()) {
            if (sent.isFull(usage) || sent.size() > 0 && usage.lacksMemoryFor(0)) {
                // What waits was emitted later: it must not overtake. An acknowledgement has it looked at again.
                return null;
            }
            OutboundMessage owed = backlog.poll();
            if (owed != null) {
                usage.add(owed);
            }
            return owed;
        }
        // One gap is to be told, and more may be left out as long as the peer takes nothing of what it was sent.
        return waiting.isOnlyGap() && progress.isLeavingOut() && usage.events() > 0 ? null : waiting.poll();
    }

    private void handedOver(OutboundMessage message) {
        if (message.isNumbered()) {
            sent.add(message);
        } else {
            usage.remove(message);
            progress.took(1);
        }
    }

    /** Whether something is to be sent that has not been sent yet. */
    boolean hasNew() {
        return !waiting.isEmpty() || !backlog.isEmpty();
    }

    List<OutboundMessage> acknowledge(Acknowledgement acknowledgement) {
        // All is checked before anything is released: what is released must be told.
        sent.requireSent(acknowledgement.cumulative(), "acknowledged");
        for (Acknowledgement.Range range : acknowledgement.ranges()) {
            sent.requireSent(range.last(), "acknowledged");
        }
        List<OutboundMessage> done = new ArrayList<>();
        sent.release(sent.oldest(), acknowledgement.cumulative(), done);
        for (Acknowledgement.Range range : acknowledgement.ranges()) {
            sent.release(range.first(), range.last(), done);
        }
        progress.took(done.size());
        return uncounted(done);
    }

    void resume(long received) {
        sent.requireSent(received, "received");
        sent.resendAfter(received);
    }

    /**
     * Lets what is sent and not acknowledged wait again, before what waits.
     *
     * @param lost is given what the next process could do nothing with
     * @param superseded is given what a waiting message says anew
     */
    void restart(List<OutboundMessage> lost, List<OutboundMessage> superseded) {
        backlog.clear();
        lost.addAll(discard(message -> isOfRequest(message) && message.type() != FrameType.REQUEST));
        List<OutboundMessage> unacknowledged = sent.restart();
        for (int i = unacknowledged.size() - 1; i >= 0; i--) {
            OutboundMessage message = unacknowledged.get(i);
            boolean saidAnew = waiting.earlierOf(message) != null;
            if (isOfRequest(message) || saidAnew) {
                usage.remove(message);
                (saidAnew ? superseded : lost).add(message);
            } else {
                message.waitAgain();
                waiting.addFirst(message);
            }
        }
    }

    private static boolean isOfRequest(OutboundMessage message) {
        return !message.isEvent() && !message.isGap();
    }

    List<OutboundMessage> discard(Predicate<OutboundMessage> condition) {
        return uncounted(waiting.removeIf(condition));
    }

    List<OutboundMessage> takeAll() {
        backlog.clear();
        List<OutboundMessage> all = uncounted(sent.restart());
        all.addAll(discard(message -> true));
        return all;
    }

    private List<OutboundMessage> uncounted(List<OutboundMessage> removed) {
        removed.forEach(usage::remove);
        return removed;
    }

    long oldest() {
        return sent.oldest();
    }

    int unacknowledged() {
        return sent.size();
    }
}
