package com.atomiton.events.connection;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Decides when a connection is to write. Without linger, at once when it is idle; when it is busy, which it is after it has
 * found several messages waiting, it lets some more come together first, since each write costs both ends much more than a
 * message does. With linger, an event waits for others until the linger of the first is over or they are enough bytes.
 * Acknowledgements wait for company for a moment too. Thread-safe.
 */
final class WriteScheduler {

    /** Acknowledgements ride with other frames; if there are none, they wait this long. */
    private static final Duration ACKNOWLEDGEMENT_DELAY = Duration.ofMillis(10);

    /** So many messages done are acknowledged without waiting: the sender's window must not run dry. */
    private static final int ACKNOWLEDGEMENT_BATCH = 256;

    /** With so many messages in one write, the next ones may wait for each other. */
    private static final int BUSY_MESSAGES = 4;

    /** How long, and for how many bytes, they do at most. */
    private static final Duration BUSY_LINGER = Duration.ofMillis(1);

    private static final int BUSY_BYTES = 16 * 1024;

    private final Runnable write;
    private final Runnable writeNow;
    private final long lingerNanos;
    private final int maxBytes;
    private final ScheduledExecutorService timer;
    private final AtomicBoolean lingering = new AtomicBoolean();
    private final AtomicBoolean acknowledging = new AtomicBoolean();
    private final AtomicInteger bytesWaiting = new AtomicInteger();
    private volatile boolean busy;
    private volatile boolean stopped;

    /**
     * Decides for one connection.
     *
     * @param write has it written on the transport's thread
     * @param writeNow has it written on the calling one if possible
     */
    WriteScheduler(Runnable write, Runnable writeNow, ConnectionSettings settings, ScheduledExecutorService timer) {
        this.write = write;
        this.writeNow = writeNow;
        this.lingerNanos = settings.batchLinger().toNanos();
        this.maxBytes = settings.batchMaxBytes();
        this.timer = timer;
    }

    void request(boolean urgent, int bytes) {
        if (urgent) {
            writeNow.run();
        } else if (lingerNanos == 0 && !busy) {
            write.run();
        } else if (bytesWaiting.addAndGet(bytes) >= (busy ? Math.min(BUSY_BYTES, maxBytes) : maxBytes)) {
            write.run();
        } else {
            linger(lingerNanos == 0 ? BUSY_LINGER.toNanos() : lingerNanos);
        }
    }

    private void linger(long nanos) {
        if (!lingering.get() && lingering.compareAndSet(false, true)) {
            schedule(lingering, nanos);
        }
    }

    void requestAcknowledgement(int count, boolean atOnce) {
        if (atOnce || count >= ACKNOWLEDGEMENT_BATCH) {
            write.run();
        } else if (!acknowledging.get() && acknowledging.compareAndSet(false, true)) {
            schedule(acknowledging, ACKNOWLEDGEMENT_DELAY.toNanos());
        }
    }

    /** The connection writes now: the next event begins a new batch. */
    void writing() {
        bytesWaiting.set(0);
    }

    /** So many messages were written at once. */
    void wrote(int messages) {
        if (lingerNanos == 0 && messages >= BUSY_MESSAGES) {
            busy = true;
            // The write after the linger finds out whether it still is.
            linger(BUSY_LINGER.toNanos());
        } else {
            busy = false;
        }
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
        } catch (Error noMemory) {
            // What waits must not wait for ever.
            scheduled.set(false);
            write.run();
        }
    }
}
