package com.atomiton.events.observation;

import com.atomiton.events.observation.ConductorObservation.DetailKey;
import com.atomiton.events.observation.ConductorObservation.Key;
import io.micrometer.common.KeyValues;

/** The keys of {@link ConductorObservation#HANDLE}. */
public class DefaultHandleObservationConvention implements HandleObservationConvention {

    @Override
    public String getContextualName(HandleObservationContext context) {
        return event(context) + " handle";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(HandleObservationContext context) {
        return KeyValues.of(
                Key.EVENT.withValue(event(context)),
                Key.ROLE.withValue(context.getRole().label()),
                Key.KIND.withValue(context.isRequest() ? "request" : "event"),
                Key.ORIGIN.withValue(context.getEvent().isLocal() ? "local" : "remote"),
                Key.OUTCOME.withValue(context.getError() == null ? "success" : "error"));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(HandleObservationContext context) {
        return ObservationKeys.details(
                        context.getEvent().correlationId(), context.getEvent().sender())
                .and(DetailKey.LISTENER.withValue(context.getListener()));
    }

    private static String event(HandleObservationContext context) {
        return ObservationKeys.event(context.getEvent().name(), context.isKnown());
    }
}
