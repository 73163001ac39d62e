package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** A binding that is made in the background, again and again while the broker cannot be reached, and ended there. */
final class StreamSubscription implements EngineSubscription {

    private static final Log log = LogFactory.getLog(StreamSubscription.class);

    private static final Duration FIRST_WAIT = Duration.ofMillis(500);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final ReceivingBinding binding;
    private final Executor executor;
    private final Consumer<StreamSubscription> whenClosed;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** Guarded by this. */
    private boolean closed;

    /** Whether the binding is made, so that it is ended on closing. Guarded by this. */
    private boolean bound;

    StreamSubscription(ReceivingBinding binding, Executor executor, Consumer<StreamSubscription> whenClosed) {
        this.binding = binding;
        this.executor = executor;
        this.whenClosed = whenClosed;
    }

    void open() {
        executor.execute(this::bind);
    }

    @Override
    public CompletableFuture<Void> ready() {
        return ready.copy();
    }

    private void bind() {
        for (Duration wait = FIRST_WAIT; isOpen(); wait = longer(wait)) {
            try {
                binding.bind();
                bound();
                return;
            } catch (RuntimeException e) {
                if (isOpen()) {
                    log.warn("'" + binding.name() + "' cannot be bound, next try in " + wait.toMillis() + " ms", e);
                    pause(wait);
                }
            }
        }
    }

    private void bound() {
        synchronized (this) {
            bound = !closed;
        }
        if (bound) {
            ready.complete(null);
        } else {
            unbind();
        }
    }

    private synchronized boolean isOpen() {
        return !closed;
    }

    private static Duration longer(Duration wait) {
        Duration twice = wait.multipliedBy(2);
        return twice.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : twice;
    }

    private synchronized void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try {
            for (long left = time.toMillis(); !closed && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                wait(left);
            }
        } catch (InterruptedException e) {
            closed = true; // The engine waits no longer
        }
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            notifyAll();
        }
        whenClosed.accept(this);
        if (bound) {
            executor.execute(this::unbind);
        }
    }

    private void unbind() {
        try {
            binding.unbind();
        } catch (RuntimeException e) {
            log.warn("'" + binding.name() + "' did not end in order", e);
        }
    }
}
