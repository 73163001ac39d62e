package com.atomiton.samples.main.execution;

import com.atomiton.samples.main.blueprint.Blueprint;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One run of a blueprint that was asked for. Any thread may cancel it. */
public final class Execution {

    /** How long a pause may overlook that the asker has gone. */
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final String id;
    private final Blueprint blueprint;
    private final @Nullable Object input;
    private final BooleanSupplier abandoned;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final CountDownLatch cancelled = new CountDownLatch(1);

    /**
     * Starts its clock.
     *
     * @param input plain JSON values
     * @param abandoned whether nobody waits for the result any more, which is as good as cancelled
     */
    public Execution(String id, Blueprint blueprint, @Nullable Object input, BooleanSupplier abandoned) {
        this.id = id;
        this.blueprint = blueprint;
        this.input = input;
        this.abandoned = abandoned;
    }

    /** Ends it at the next moment at which its node looks. */
    public void cancel() {
        cancelled.countDown();
    }

    public String id() {
        return id;
    }

    public Blueprint blueprint() {
        return blueprint;
    }

    public @Nullable Object input() {
        return input;
    }

    public Instant startedAt() {
        return startedAt;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedNanos);
    }

    /** Throws if it was cancelled, was abandoned, or has taken longer than the timeout. */
    void checkStopped(String nodeId, Duration timeout) {
        if (cancelled.getCount() == 0 || abandoned.getAsBoolean()) {
            throw new ExecutionCancelledException(id, nodeId);
        }
        if (elapsed().compareTo(timeout) > 0) {
            throw new ExecutionTimeoutException(id, nodeId, timeout);
        }
    }

    /** Waits, unless it is stopped first: then it throws as {@link #checkStopped} does. */
    void pause(Duration duration, String nodeId, Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        checkStopped(nodeId, timeout);
        for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
            long untilTimeout = timeout.minus(elapsed()).toNanos() + 1;
            if (!cancelled.await(Math.min(Math.min(left, POLL_NANOS), untilTimeout), TimeUnit.NANOSECONDS)) {
                checkStopped(nodeId, timeout);
            } else {
                throw new ExecutionCancelledException(id, nodeId);
            }
        }
    }
}
