package com.atomiton.events.observation;

import com.atomiton.events.EmitResult;
import com.atomiton.events.observation.ConductorObservation.Key;
import io.micrometer.common.KeyValues;
import java.util.Locale;

/** The keys of {@link ConductorObservation#EMIT}. */
public class DefaultEmitObservationConvention implements EmitObservationConvention {

    @Override
    public String getContextualName(EmitObservationContext context) {
        return event(context) + " emit";
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(EmitObservationContext context) {
        return KeyValues.of(
                Key.EVENT.withValue(event(context)),
                Key.ROLE.withValue(context.getRole().label()),
                Key.OUTCOME.withValue(outcome(context)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(EmitObservationContext context) {
        return ObservationKeys.details(
                context.getEvent().options().correlationId(),
                context.getEvent().options().target());
    }

    private static String event(EmitObservationContext context) {
        return ObservationKeys.event(context.getEvent().name(), context.isKnown());
    }

    private static String outcome(EmitObservationContext context) {
        EmitResult result = context.getResult();
        return result == null ? "error" : result.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
