package com.atomiton.events.autoconfigure.observation;

import com.atomiton.events.observation.EmitObservationConvention;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.HandleObservationConvention;
import com.atomiton.events.observation.MdcInterceptor;
import com.atomiton.events.observation.RequestObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the event bus's observations and of the MDC of its handlers. */
@AutoConfiguration(
        afterName = "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration")
@ConditionalOnBooleanProperty(name = "atomiton.events.enabled", matchIfMissing = true)
public final class ConductorObservationAutoConfiguration {

    @Bean
    @ConditionalOnSingleCandidate(ObservationRegistry.class)
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "atomiton.events.observation.enabled", matchIfMissing = true)
    EventObservations conductorObservations(
            ObservationRegistry registry,
            ObjectProvider<EmitObservationConvention> emit,
            ObjectProvider<HandleObservationConvention> handle,
            ObjectProvider<RequestObservationConvention> request) {
        return EventObservations.of(registry)
                .withEmitConvention(emit.getIfAvailable())
                .withHandleConvention(handle.getIfAvailable())
                .withRequestConvention(request.getIfAvailable());
    }

    @Bean
    @ConditionalOnClass(name = "org.slf4j.MDC")
    @ConditionalOnMissingBean
    @ConditionalOnBooleanProperty(name = "atomiton.events.mdc.enabled", matchIfMissing = true)
    MdcInterceptor conductorMdc() {
        return new MdcInterceptor();
    }
}
