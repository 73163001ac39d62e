package com.atomiton.events.bus;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.EventType;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.observation.EmitObservationContext;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.HandleObservationContext;
import com.atomiton.events.observation.RequestObservationContext;
import io.micrometer.observation.Observation;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The application's interceptors, in their order, and the observations. A bus without any has none of this. */
final class Middleware {

    private final List<EventInterceptor> interceptors;
    private final @Nullable EventObservations observations;
    private final ProcessRole role;
    private final Predicate<String> known;

    private Middleware(
            List<EventInterceptor> interceptors,
            @Nullable EventObservations observations,
            ProcessRole role,
            Predicate<String> known) {
        this.interceptors = interceptors;
        this.observations = observations;
        this.role = role;
        this.known = known;
    }

    /**
     * {@code null} if nothing is to be done.
     *
     * @param known whether this process has a type for a name
     */
    static @Nullable Middleware of(BusSettings settings, ProcessRole role, Predicate<String> known) {
        return settings.interceptors().isEmpty() && settings.observations() == null
                ? null
                : new Middleware(settings.interceptors(), settings.observations(), role, known);
    }

    /** Emits what the interceptors make of the event, observed. */
    EmitResult emit(OutgoingEvent emitted, Function<OutgoingEvent, EmitResult> send) {
        OutgoingEvent event = before(emitted);
        if (observations == null || observations.isNoop()) {
            return send.apply(event);
        }
        EmitObservationContext context = new EmitObservationContext(event, role, known.test(event.name()));
        Observation observation = observations.start(context);
        try {
            return EventObservations.scoped(observation, () -> {
                EmitResult result = send.apply(carrying(event, context.getCarrier()));
                context.setResult(result);
                return result;
            });
        } finally {
            EventObservations.stop(observation, null);
        }
    }

    /** Asks what the interceptors make of the request; whoever is asked ends the observation. */
    <R> R request(OutgoingEvent asked, BiFunction<OutgoingEvent, Observation, R> send) {
        OutgoingEvent request = before(asked);
        if (observations == null || observations.isNoop()) {
            return send.apply(request, Observation.NOOP);
        }
        RequestObservationContext context = new RequestObservationContext(request, role, known.test(request.name()));
        Observation observation = observations.start(context);
        try {
            return send.apply(carrying(request, context.getCarrier()), observation);
        } catch (RuntimeException | Error failure) {
            EventObservations.stop(observation, failure);
            throw failure;
        }
    }

    /** A request as interceptors see it. */
    static OutgoingEvent asked(EventType<?> type, Object payload, RequestOptions options) {
        EmitOptions own = EmitOptions.defaults().withHeaders(options.headers());
        Peer target = options.target();
        String correlationId = options.correlationId();
        own = target == null ? own : own.withTarget(target);
        own = correlationId == null ? own : own.withCorrelationId(correlationId);
        return new OutgoingEvent(type, payload, own, true);
    }

    /** The options of a request with what has been made of its headers and correlation id. */
    static RequestOptions applied(OutgoingEvent request, RequestOptions options) {
        RequestOptions applied = options.withHeaders(request.headers());
        String correlationId = request.options().correlationId();
        return correlationId == null ? applied : applied.withCorrelationId(correlationId);
    }

    private static OutgoingEvent carrying(OutgoingEvent event, @Nullable Map<String, String> headers) {
        return headers == null || headers.equals(event.headers())
                ? event
                : event.withOptions(event.options().withHeaders(headers));
    }

    /**
     * Begins to observe a call of a listener or handler; {@code null} if nobody does.
     *
     * @param context the event, or the request
     */
    @Nullable
    Observation handling(IncomingEvent event, EventContext context, String listener) {
        return observations == null || observations.isNoop()
                ? null
                : observations.start(new HandleObservationContext(
                        context, event.carried(), listener, role, known.test(event.name())));
    }

    private OutgoingEvent before(OutgoingEvent event) {
        OutgoingEvent current = event;
        for (EventInterceptor interceptor : interceptors) {
            current = interceptor.beforeEmit(current);
            if (current == null || !current.type().equals(event.type())) {
                throw new EventContractException(
                        interceptor.getClass().getName() + ".beforeEmit was given " + event.type() + " and returned "
                                + (current == null ? "null" : current.type()),
                        "return the event that it was given or a changed one; to refuse it, throw an exception",
                        null);
            }
        }
        return current;
    }

    /** Calls a listener or handler through the interceptors. */
    @Nullable
    Object handle(Object payload, EventContext context, String listener, Call call) throws Exception {
        return interceptors.isEmpty() ? call.with(payload) : new Chain(context, listener, call, 0).proceed(payload);
    }

    /** A listener or handler. */
    @FunctionalInterface
    interface Call {

        @Nullable
        Object with(Object payload) throws Exception;
    }

    private final class Chain implements EventInterceptor.Invocation {

        private final EventContext context;
        private final String listener;
        private final Call call;
        private final int next;

        Chain(EventContext context, String listener, Call call, int next) {
            this.context = context;
            this.listener = listener;
            this.call = call;
            this.next = next;
        }

        @Override
        public @Nullable Object proceed(Object payload) throws Exception {
            return next == interceptors.size()
                    ? call.with(payload)
                    : interceptors
                            .get(next)
                            .aroundHandle(payload, context, new Chain(context, listener, call, next + 1));
        }

        @Override
        public String listener() {
            return listener;
        }
    }
}
