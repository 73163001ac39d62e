package com.atomiton.events.observation;

import com.atomiton.events.LimitedLog;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Scope;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@link ConductorObservation observations} of a bus in a registry, by conventions. Without a handler in the
 * registry nothing is made. A convention or handler that fails disturbs no event: that is logged. Immutable.
 */
public final class EventObservations {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(EventObservations.class));

    private static final String FAILED = "An observation convention or handler failed; the event goes on without it";

    private static final EmitObservationConvention EMIT = new DefaultEmitObservationConvention();
    private static final HandleObservationConvention HANDLE = new DefaultHandleObservationConvention();
    private static final RequestObservationConvention REQUEST = new DefaultRequestObservationConvention();

    private final ObservationRegistry registry;
    private final @Nullable EmitObservationConvention emit;
    private final @Nullable HandleObservationConvention handle;
    private final @Nullable RequestObservationConvention request;

    private EventObservations(
            ObservationRegistry registry,
            @Nullable EmitObservationConvention emit,
            @Nullable HandleObservationConvention handle,
            @Nullable RequestObservationConvention request) {
        this.registry = registry;
        this.emit = emit;
        this.handle = handle;
        this.request = request;
    }

    /** With the conventions of the registry, or else the default ones. */
    public static EventObservations of(ObservationRegistry registry) {
        return new EventObservations(registry, null, null, null);
    }

    /** With this convention for emits; {@code null} for that of the registry or the default one. */
    public EventObservations withEmitConvention(@Nullable EmitObservationConvention convention) {
        return new EventObservations(registry, convention, handle, request);
    }

    /** With this convention for listeners and handlers; {@code null} for that of the registry or the default one. */
    public EventObservations withHandleConvention(@Nullable HandleObservationConvention convention) {
        return new EventObservations(registry, emit, convention, request);
    }

    /** With this convention for requests; {@code null} for that of the registry or the default one. */
    public EventObservations withRequestConvention(@Nullable RequestObservationConvention convention) {
        return new EventObservations(registry, emit, handle, convention);
    }

    /** Whether nobody observes now. */
    public boolean isNoop() {
        return registry.isNoop();
    }

    /** Begins the observation of an emit. */
    public Observation start(EmitObservationContext context) {
        return guarded(() -> ConductorObservation.EMIT.start(emit, EMIT, () -> context, registry));
    }

    /** Begins the observation of a listener or handler. */
    public Observation start(HandleObservationContext context) {
        return guarded(() -> ConductorObservation.HANDLE.start(handle, HANDLE, () -> context, registry));
    }

    /** Begins the observation of a request. */
    public Observation start(RequestObservationContext context) {
        return guarded(() -> ConductorObservation.REQUEST.start(request, REQUEST, () -> context, registry));
    }

    /** Runs this with the observation as the current one. */
    public static <T extends @Nullable Object> T scoped(Observation observation, Supplier<T> action) {
        Scope scope = openScope(observation);
        try {
            return action.get();
        } finally {
            close(scope);
        }
    }

    /** Makes the observation the current one until the scope is {@linkplain #close closed}. */
    public static Scope openScope(Observation observation) {
        Scope before = observation.getObservationRegistry().getCurrentObservationScope();
        try {
            return observation.openScope();
        } catch (Throwable failure) {
            log.error(FAILED, failure);
            observation.getObservationRegistry().setCurrentObservationScope(before);
            return Scope.NOOP;
        }
    }

    /** Ends the scope. */
    public static void close(Scope scope) {
        try {
            scope.close();
        } catch (Throwable failure) {
            log.error(FAILED, failure);
            scope.getCurrentObservation()
                    .getObservationRegistry()
                    .setCurrentObservationScope(scope.getPreviousObservationScope());
        }
    }

    /** Ends an observation; its scope must be closed. */
    public static void stop(Observation observation, @Nullable Throwable failure) {
        Observation unused = guarded(() -> {
            if (failure != null && observation.getContextView().getError() == null) {
                observation.error(failure);
            }
            observation.stop();
            return observation;
        });
    }

    private static Observation guarded(Supplier<Observation> step) {
        try {
            return step.get();
        } catch (Throwable failure) {
            // Also an Error: no event may depend on it.
            log.error(FAILED, failure);
            return Observation.NOOP;
        }
    }
}
