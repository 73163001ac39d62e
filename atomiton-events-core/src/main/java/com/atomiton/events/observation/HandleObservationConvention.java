package com.atomiton.events.observation;

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of the observations of the handling of events and requests. A bean of this type replaces {@link DefaultHandleObservationConvention}; extend
 * that one to add to it.
 */
public interface HandleObservationConvention extends ObservationConvention<HandleObservationContext> {

    @Override
    default boolean supportsContext(Context context) {
        return context instanceof HandleObservationContext;
    }

    @Override
    default String getName() {
        return "conductor.handle";
    }
}
