package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.RequestOptions.ProgressListener;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import io.micrometer.observation.Observation;
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
    private final SerialTasks tasks;
    private final BusTelemetry telemetry;
    private final @Nullable ProgressListener<?> progressListener;
    private final Observation observation;
    private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long began = System.nanoTime();
    private volatile @Nullable Future<?> timeout;

    /** @param observation started; is ended with the request, and current for its progress and its future's dependents */
    PendingRequest(
            String name,
            Executor executor,
            BusTelemetry telemetry,
            @Nullable ProgressListener<?> progressListener,
            Observation observation) {
        this.name = name;
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

    void timeoutBy(Future<?> scheduled) {
        timeout = scheduled;
        if (ended.get()) {
            scheduled.cancel(false);
        }
    }

    /** Claims the right to end it. {@code false} if it has ended. */
    boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        Future<?> scheduled = timeout;
        if (scheduled != null) {
            scheduled.cancel(false);
        }
        return true;
    }

    /** Hands progress to the listener. */
    void progress(Supplier<Object> progress) {
        ProgressListener<?> listener = progressListener;
        if (listener == null) {
            return;
        }
        tasks.execute(() -> observation.scoped(() -> {
            try {
                listener.accept(progress.get());
            } catch (Throwable failed) {
                log.error("The progress listener of the request '" + name + "' failed; the request goes on", failed);
            }
        }));
    }

    /** Completes the future; only after {@link #end} was {@code true}. */
    void complete(Supplier<@Nullable Object> value) {
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

    /** Fails the future; only after {@link #end} was {@code true}. */
    void fail(Throwable failure) {
        tasks.execute(() -> completeWith(null, failure));
    }

    private void completeWith(@Nullable Object result, @Nullable Throwable failure) {
        telemetry.requested(name, duration(), failure);
        observation.scoped(() -> {
            if (failure == null) {
                future.complete(result);
            } else {
                future.completeExceptionally(failure);
            }
        });
        EventObservations.stop(observation, failure);
    }

    private Duration duration() {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
