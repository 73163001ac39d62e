package com.atomiton.events.bus;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The confirmed emits of this process that are not confirmed yet. One ends when all receivers are done, by its timeout,
 * by the end of a receiver, by a failure to emit, or by the end of the bus, whichever is first.
 */
final class Confirmations {

    private final Peer self;
    private final Emitter emitter;
    private final Duration timeout;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final Supplier<String> whyNotConnected;
    private final Set<Confirmation> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** @param whyNotConnected said at a timeout; empty if there is a connection */
    Confirmations(
            Peer self,
            Emitter emitter,
            Duration timeout,
            Executor executor,
            ScheduledExecutorService timer,
            Supplier<String> whyNotConnected) {
        this.self = self;
        this.emitter = emitter;
        this.timeout = timeout;
        this.executor = executor;
        this.timer = timer;
        this.whyNotConnected = whyNotConnected;
    }

    <T> CompletableFuture<Void> emit(EventType<T> type, T payload) {
        long number = emitter.nextNumber();
        String id = self.id() + "-" + number;
        Confirmation confirmation = new Confirmation(self, type.name(), id, timeout, executor, whyNotConnected);
        var timesOut = timer.schedule(confirmation::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS);
        open.add(confirmation);
        var unused = confirmation.future().whenComplete((nothing, failure) -> {
            timesOut.cancel(false);
            open.remove(confirmation);
        });
        if (closed) {
            confirmation.closed();
            return confirmation.future();
        }
        try {
            emitter.emit(number, type, payload, EmitOptions.defaults(), confirmation);
            confirmation.emitted();
        } catch (EventOverflowException full) {
            if (confirmation.deadline().isOver()) {
                confirmation.timedOut();
            } else {
                confirmation.fail(full);
            }
        } catch (Throwable failure) {
            // Also an Error: it may come out of the payload's own getter.
            confirmation.fail(failure);
        }
        return confirmation.future();
    }

    /** A peer has ended: whether its listeners were done will not be known. */
    void lost(Peer peer, String reason) {
        open.forEach(confirmation -> confirmation.lost(peer, reason));
    }

    void close() {
        closed = true;
        open.forEach(Confirmation::closed);
    }
}
