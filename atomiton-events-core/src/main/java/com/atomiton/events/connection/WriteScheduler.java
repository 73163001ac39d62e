package com.atomiton.events.connection;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides when a connection is to write. Without linger, at once: what comes while it writes is grouped by itself. With
 * linger, an event waits for others until the linger of the first is over or they are enough bytes. Acknowledgements wait
 * for company for a moment too. Thread-safe.
 */
final class WriteScheduler {

    /** Acknowledgements ride with other frames; if there are none, they wait this long. */
    private static final Duration ACKNOWLEDGEMENT_DELAY = Duration.ofMillis(10);

    /** So many messages done are acknowledged without waiting: the sender's window must not run dry. */
    private static final int ACKNOWLEDGEMENT_BATCH = 256;

    private final Runnable write;
    private final long lingerNanos;
    private final int maxBytes;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean lingering = new AtomicBoolean();
    private final AtomicBoolean acknowledging = new AtomicBoolean();
    private final AtomicInteger bytesWaiting = new AtomicInteger();
    private volatile boolean stopped;

    WriteScheduler(Runnable write, ConnectionSettings settings, ScheduledExecutorService timer) {
        this.write = write;
        this.lingerNanos = settings.batchLinger().toNanos();
        this.maxBytes = settings.batchMaxBytes();
        this.timer = timer;
    }

    void request(boolean urgent, int bytes) {
        if (urgent || lingerNanos == 0 || bytesWaiting.addAndGet(bytes) >= maxBytes) {
            write.run();
        } else if (lingering.compareAndSet(false, true)) {
            schedule(lingering, lingerNanos);
        }
    }

    void requestAcknowledgement(int count, boolean atOnce) {
        if (atOnce || count >= ACKNOWLEDGEMENT_BATCH) {
            write.run();
        } else if (acknowledging.compareAndSet(false, true)) {
            schedule(acknowledging, ACKNOWLEDGEMENT_DELAY.toNanos());
        }
    }

    /** The connection writes now: the next event begins a new batch. */
    void writing() {
        bytesWaiting.set(0);
    }

    void stop() {
        stopped = true;
    }

    private void schedule(AtomicBoolean scheduled, long nanos) {
        try {
            var unused = timer.schedule(
                    () -> {
                        scheduled.set(false);
                        if (!stopped) {
                            write.run();
                        }
                    },
                    nanos,
                    TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            // The bus is closing; what waits is flushed with the goodbye.
            scheduled.set(false);
        }
    }
}
