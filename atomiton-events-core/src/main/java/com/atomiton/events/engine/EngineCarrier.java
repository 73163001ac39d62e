package com.atomiton.events.engine;

import com.atomiton.events.connection.Carrier;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.DroppedMessage;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.ReceiveWindow;
import com.atomiton.events.session.SendWindow;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * Hands the messages of a session to an engine, in their order, and acknowledges them when the engine keeps them. What it
 * does not keep is sent again, with what came after it. {@link #drain} runs on the {@link EngineWriter}'s thread.
 */
final class EngineCarrier implements Carrier {

    private static final int TAKEN_AT_ONCE = 32 * 1024;

    private final EngineWriter writer;
    private final Sender sender;
    private final BooleanSupplier open;
    private final BackOff backOff;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final AtomicBoolean waitsToSendAgain = new AtomicBoolean();

    /** Which of its numbers the engine keeps. */
    private final ReceiveWindow kept = new ReceiveWindow();

    private @Nullable BackOffExecution waits; // Guarded by this

    private volatile @Nullable PeerSession session;

    /** Makes a record of a message and gives it to the engine. */
    @FunctionalInterface
    interface Sender {

        /** The future completes when the message may be acknowledged. */
        CompletableFuture<Void> send(PeerSession session, OutboundMessage message);
    }

    /** @param open whether there is somebody at the other end */
    EngineCarrier(EngineWriter writer, Sender sender, BooleanSupplier open, BackOff backOff) {
        this.writer = writer;
        this.sender = sender;
        this.open = open;
        this.backOff = backOff;
        kept.tellOn(this);
    }

    PeerSession carry(PeerSession carried) {
        session = carried;
        return carried;
    }

    @Override
    public boolean isOpen() {
        return open.getAsBoolean();
    }

    @Override
    public void flush(boolean urgent, int bytes) {
        if (scheduled.compareAndSet(false, true)) {
            writer.write(this);
        }
    }

    @Override
    public void acknowledgeSoon(int count, boolean atOnce) {
        // The engine is told by the thread that it has given a record to.
    }

    void drain() {
        scheduled.set(false);
        PeerSession current = session;
        List<OutboundMessage> taken = new ArrayList<>();
        do {
            taken.clear();
            if (current != null) {
                SendWindow window = current.outbound();
                window.take(window.lease(), taken, TAKEN_AT_ONCE, System.nanoTime(), Integer.MAX_VALUE)
                        .forEach(DroppedMessage::tell);
                taken.forEach(message -> sendInOrder(current, message));
            }
        } while (!taken.isEmpty());
    }

    /** What comes later must not overtake what is to be sent again; it will be sent again with it. */
    private void sendInOrder(PeerSession current, OutboundMessage message) {
        if (!waitsToSendAgain.get()) {
            send(current, message);
        } else if (!message.isNumbered()) {
            message.fate().dropped(DropReason.NOT_CONNECTED);
        }
    }

    private void send(PeerSession current, OutboundMessage message) {
        boolean numbered = message.isNumbered();
        if (numbered) {
            kept.accept(message.number());
        }
        CompletableFuture<Void> stored;
        try {
            // An engine tells of no gaps.
            stored = message.isGap() ? CompletableFuture.completedFuture(null) : sender.send(current, message);
        } catch (RuntimeException | Error failure) {
            stored = CompletableFuture.failedFuture(failure);
        }
        var unused = stored.whenComplete((nothing, failure) -> {
            Throwable cause =
                    failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
            if (cause instanceof EngineRecordRefusedException refused) {
                writer.refused(message, refused);
                message.fate().dropped(DropReason.TOO_LARGE);
            }
            if (numbered && (cause == null || cause instanceof EngineRecordRefusedException)) {
                acknowledge(current, message.number());
            } else if (cause != null && numbered) {
                sendAgain(current, cause);
            } else if (cause != null) {
                message.fate().dropped(DropReason.NOT_CONNECTED);
            }
        });
    }

    private void acknowledge(PeerSession current, long number) {
        kept.done(number);
        for (Acknowledgement due : kept.takeAcknowledgements(this)) {
            if (current.outbound().acknowledge(due)) {
                flush(false, 0);
            }
        }
        synchronized (this) {
            waits = null;
        }
    }

    private void sendAgain(PeerSession current, Throwable failure) {
        if (!waitsToSendAgain.compareAndSet(false, true)) {
            return;
        }
        long wait;
        synchronized (this) {
            BackOffExecution execution = waits == null ? backOff.start() : waits;
            waits = execution;
            wait = execution.nextBackOff();
        }
        writer.later(wait, failure, () -> {
            waitsToSendAgain.set(false);
            current.outbound().resume(kept.doneUpTo());
            flush(true, 0);
        });
    }
}
