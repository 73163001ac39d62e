package com.atomiton.events.observation;

import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationConvention;

/**
 * Names and keys of the observations of requests of this process. A bean of this type replaces {@link DefaultRequestObservationConvention}; extend
 * that one to add to it.
 */
public interface RequestObservationConvention extends ObservationConvention<RequestObservationContext> {

    @Override
    default boolean supportsContext(Context context) {
        return context instanceof RequestObservationContext;
    }

    @Override
    default String getName() {
        return "conductor.request";
    }
}
