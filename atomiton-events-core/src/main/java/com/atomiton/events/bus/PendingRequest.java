package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.RequestOptions.ProgressListener;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Scope;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A request of this process that has not been answered. Whoever ends it first wins; progress and the end reach the
 * application on the task executor, in order.
 */
final class PendingRequest {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(PendingRequest.class));

    private final String name;
    private final Executor executor;
    private final SerialTasks tasks;
    private final BusTelemetry telemetry;
    private final @Nullable ProgressListener<?> progressListener;
    private final Observation observation;
    private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean completed = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile boolean answered;
    private volatile @Nullable Future<?> timeout;

    /** The value that the future gets, or what is thrown. */
    @FunctionalInterface
    interface Result {

        @Nullable
        Object get() throws Throwable;
    }

    /** @param observation started; is ended with the request, and current for its progress and its future's dependents */
    PendingRequest(
            String name,
            Executor executor,
            BusTelemetry telemetry,
            @Nullable ProgressListener<?> progressListener,
            Observation observation) {
        this.name = name;
        this.executor = executor;
        this.tasks = new SerialTasks(executor);
        this.telemetry = telemetry;
        this.progressListener = progressListener;
        this.observation = observation;
    }

    CompletableFuture<@Nullable Object> future() {
        return future;
    }

    boolean wantsProgress() {
        return progressListener != null;
    }

    Class<?> progressType() {
        return progressListener == null ? Object.class : progressListener.type();
    }

    /** The timeout runs until the future is complete: what comes before that may take its time too. */
    void timeoutBy(Future<?> scheduled) {
        timeout = scheduled;
        if (completed.get()) {
            scheduled.cancel(false);
        }
    }

    /** Claims the right to end it. {@code false} if it has ended. */
    boolean end() {
        return ended.compareAndSet(false, true);
    }

    /**
     * Its time is over. If it has ended and its future is not complete, that waits no longer for what comes before it.
     */
    void overdue(String id, Duration time) {
        if (!completed.get()) {
            String awaited =
                    answered ? "end of its progress listener, or of what reads its reply," : "thread that completes it";
            fail(new RequestTimeoutException(name, id, awaited, time));
        }
    }

    /** Hands progress to the listener. */
    void progress(Supplier<Object> progress) {
        ProgressListener<?> listener = progressListener;
        if (listener == null) {
            return;
        }
        tasks.execute(() -> {
            if (completed.get()) {
                return;
            }
            Scope scope = EventObservations.openScope(observation);
            try {
                listener.accept(progress.get());
            } catch (Throwable failed) {
                log.error("The progress listener of the request '" + name + "' failed; the request goes on", failed);
            } finally {
                EventObservations.close(scope);
            }
        });
    }

    /** Completes the future after the progress that came before; only after {@link #end} was {@code true}. */
    void complete(Result value) {
        answered = true;
        tasks.execute(() -> {
            Object result = null;
            Throwable failure = null;
            try {
                result = value.get();
            } catch (Throwable thrown) {
                failure = thrown;
            }
            completeWith(result, failure);
        });
    }

    /** Fails the future, whatever progress waits; only after {@link #end} was {@code true}. */
    void fail(Throwable failure) {
        executor.execute(() -> completeWith(null, failure));
    }

    private void completeWith(@Nullable Object result, @Nullable Throwable failure) {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        Scope scope = Scope.NOOP;
        try {
            Future<?> scheduled = timeout;
            if (scheduled != null) {
                scheduled.cancel(false);
            }
            telemetry.requested(name, duration(), failure);
            scope = EventObservations.openScope(observation);
        } finally {
            // Whatever has failed: whoever waits must not wait for ever.
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
            EventObservations.close(scope);
            EventObservations.stop(observation, failure);
        }
    }

    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
