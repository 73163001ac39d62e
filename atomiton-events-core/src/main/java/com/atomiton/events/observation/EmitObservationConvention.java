package com.atomiton.events.observation;

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of the observations of emits. A bean of this type replaces {@link DefaultEmitObservationConvention}; extend
 * that one to add to it.
 */
public interface EmitObservationConvention extends ObservationConvention<EmitObservationContext> {

    @Override
    default boolean supportsContext(Context context) {
        return context instanceof EmitObservationContext;
    }

    @Override
    default String getName() {
        return "conductor.emit";
    }
}
