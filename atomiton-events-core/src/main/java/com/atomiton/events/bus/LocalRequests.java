package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.observation.BusTelemetry;
import io.micrometer.observation.Observation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** The requests of this process to itself: nothing is encoded, and the rest is as with a peer. */
final class LocalRequests {

    private final RequestRunner runner;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final BusTelemetry telemetry;
    private final Set<LocalAnswer> pending = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    LocalRequests(RequestRunner runner, Executor executor, ScheduledExecutorService timer, BusTelemetry telemetry) {
        this.runner = runner;
        this.executor = executor;
        this.timer = timer;
        this.telemetry = telemetry;
    }

    CompletableFuture<@Nullable Object> send(
            Handler handler,
            IncomingEvent event,
            Object payload,
            Type replyType,
            RequestOptions options,
            Duration timeout,
            Observation observation) {
        PendingRequest request =
                new PendingRequest(event.name(), executor, telemetry, options.progressListener(), observation);
        LocalAnswer answer = new LocalAnswer(request, event, replyType);
        ActiveRequest active = runner.request(event, timeout, answer);
        request.timeoutBy(timer.schedule(
                () -> {
                    String awaited = active.hasBegun() ? "reply from this process" : handler.turn();
                    active.cancel();
                    answer.timedOut(awaited, timeout);
                },
                timeout.toNanos(),
                TimeUnit.NANOSECONDS));
        pending.add(answer);
        if (closed) {
            answer.end(closedException());
            return request.future();
        }
        var unused = request.future().whenComplete((value, failure) -> {
            if (request.future().isCancelled()) {
                active.cancel();
                answer.end(new CancellationException());
            }
        });
        runner.run(this, handler, active, () -> payload);
        return request.future();
    }

    void close() {
        closed = true;
        pending.forEach(answer -> answer.end(closedException()));
    }

    private static EventBusException closedException() {
        return new EventBusException("the event bus is closed", null);
    }

    /** The way back within this process. */
    private final class LocalAnswer implements Answer {

        private final PendingRequest request;
        private final IncomingEvent event;
        private final Type replyType;

        LocalAnswer(PendingRequest request, IncomingEvent event, Type replyType) {
            this.request = request;
            this.event = event;
            this.replyType = replyType;
        }

        @Override
        public void progress(Object progress) {
            request.progress(() -> progress);
        }

        @Override
        public void reply(@Nullable Object value) {
            if (request.end()) {
                pending.remove(this);
                request.complete(() -> checked(value));
            }
        }

        private @Nullable Object checked(@Nullable Object value) {
            Class<?> expected = ClassUtils.resolvePrimitiveIfNecessary(
                    ResolvableType.forType(replyType).toClass());
            if (value == null || expected == Void.class) {
                return null;
            }
            if (!expected.isInstance(value)) {
                throw new EventContractException(
                        "'" + event.name() + "' was replied to with a "
                                + value.getClass().getName() + ", but asked for a " + replyType.getTypeName(),
                        null);
            }
            return value;
        }

        @Override
        public void failed(Throwable failure) {
            if (request.end()) {
                pending.remove(this);
                request.complete(() -> {
                    throw failure;
                });
            }
        }

        @Override
        public void done() {
            // Cancelled before it was answered: whoever cancelled it has ended it.
            pending.remove(this);
        }

        void timedOut(String awaited, Duration timeout) {
            if (request.end()) {
                pending.remove(this);
                request.fail(new RequestTimeoutException(event.name(), event.id(), awaited, timeout));
            } else {
                request.overdue(event.id(), timeout);
            }
        }

        void end(Throwable failure) {
            if (request.end()) {
                pending.remove(this);
                request.fail(failure);
            }
        }
    }
}
