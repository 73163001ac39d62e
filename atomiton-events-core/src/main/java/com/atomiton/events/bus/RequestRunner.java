package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the handlers of requests, whoever asks: as tasks of their own, so many of each depth at a time and those of each
 * asker in turn, or in the lane that was asked for.
 */
final class RequestRunner {

    private final Executor executor;
    private final int concurrency;

    /** By the depths of the requests that they answer. */
    private final Map<Integer, BoundedTasks> tasks = new ConcurrentHashMap<>();

    private final BusTelemetry telemetry;
    private final @Nullable Middleware middleware;

    RequestRunner(Executor executor, int concurrency, BusTelemetry telemetry, @Nullable Middleware middleware) {
        this.executor = executor;
        this.concurrency = concurrency;
        this.telemetry = telemetry;
        this.middleware = middleware;
    }

    /** A request that can be cancelled before it is answered. */
    ActiveRequest request(IncomingEvent event, Duration timeout, Answer answer) {
        return new ActiveRequest(event, Instant.now().plus(timeout), answer, executor);
    }

    /**
     * Has the request answered.
     *
     * @param asker whose requests take turns with those of others
     * @param payload gives the payload on the handler's thread
     */
    void run(Object asker, Handler handler, ActiveRequest request, Supplier<Object> payload) {
        int depth = request.event().depth();
        try {
            RequestDepth.requireAllowed(request.name(), depth);
        } catch (EventBusException circle) {
            request.fail(circle);
            return;
        }
        Runnable call = () -> call(handler, request, payload, depth);
        Lane lane = handler.lane();
        if (lane != null) {
            request.waitsIn(lane::superseded);
            lane.execute(new RequestTask(handler, request, call));
        } else {
            BoundedTasks ofDepth = tasks.computeIfAbsent(depth, unused -> new BoundedTasks(executor, concurrency));
            request.waitsIn(() -> ofDepth.remove(asker, call));
            ofDepth.execute(asker, call);
        }
    }

    private void call(Handler handler, ActiveRequest request, Supplier<Object> payload, int depth) {
        if (!request.begin()) {
            return;
        }
        int outer = RequestDepth.enter(depth + 1);
        try {
            call(handler, request, payload);
        } finally {
            RequestDepth.leave(outer);
        }
    }

    private void call(Handler handler, ActiveRequest request, Supplier<Object> payload) {
        long began = System.nanoTime();
        Throwable failure = null;
        try {
            Object result;
            Observation.Scope scope = EventObservations.openScope(observation(handler, request));
            try {
                result = reply(handler, payload.get(), request);
            } finally {
                EventObservations.close(scope);
            }
            request.answerWith(result);
        } catch (Throwable thrown) {
            // Also an Error: the asker must not wait in vain.
            failure = thrown;
            request.fail(thrown);
        }
        if (!(failure instanceof NoHandlerException) && !ReservedNames.isReserved(request.name())) {
            telemetry.handled(request.name(), Duration.ofNanos(System.nanoTime() - began), failure);
        }
    }

    private Observation observation(Handler handler, ActiveRequest request) {
        Middleware around = around(request);
        Observation started = around == null ? null : around.handling(request.event(), request, handler.description());
        Observation observation = started == null ? Observation.NOOP : started;
        request.observedBy(observation);
        return observation;
    }

    private @Nullable Object reply(Handler handler, Object payload, ActiveRequest request) throws Exception {
        Middleware around = around(request);
        return around == null
                ? handler.handle(payload, request)
                : around.handle(payload, request, handler.description(), given -> handler.handle(given, request));
    }

    /** What the application has put around its handlers; not around the bus's own. */
    private @Nullable Middleware around(ActiveRequest request) {
        return ReservedNames.isReserved(request.name()) ? null : middleware;
    }
}
