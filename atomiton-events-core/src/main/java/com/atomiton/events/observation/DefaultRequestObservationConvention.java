package com.atomiton.events.observation;

import com.atomiton.events.NoHandlerException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.observation.ConductorObservation.Key;
import io.micrometer.common.KeyValues;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** The keys of {@link ConductorObservation#REQUEST}. */
public class DefaultRequestObservationConvention implements RequestObservationConvention {

    @Override
    public String getContextualName(RequestObservationContext context) {
        return event(context) + " request";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(RequestObservationContext context) {
        return KeyValues.of(
                Key.EVENT.withValue(event(context)),
                Key.ROLE.withValue(context.getRole().label()),
                Key.OUTCOME.withValue(outcome(context.getError())));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(RequestObservationContext context) {
        return ObservationKeys.details(
                context.getRequest().options().correlationId(),
                context.getRequest().options().target());
    }

    private static String event(RequestObservationContext context) {
        return ObservationKeys.event(context.getRequest().name(), context.isKnown());
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return "success";
        } else if (failure instanceof RequestTimeoutException) {
            return "timeout";
        } else if (failure instanceof CancellationException) {
            return "cancelled";
        } else if (failure instanceof NoHandlerException) {
            return "no-handler";
        } else if (failure instanceof PeerLostException) {
            return "peer-lost";
        }
        return "error";
    }
}
