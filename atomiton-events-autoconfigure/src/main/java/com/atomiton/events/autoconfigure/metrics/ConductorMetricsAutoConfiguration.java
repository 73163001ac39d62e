package com.atomiton.events.autoconfigure.metrics;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.DetectedRole;
import com.atomiton.events.observation.BusTelemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the event bus's meters. */
@AutoConfiguration(
        after = ConductorAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(EventBus.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class ConductorMetricsAutoConfiguration {

    /** Not for a bus of the application's own: it is the application that gives that its telemetry. */
    @Bean
    @ConditionalOnBean(DetectedRole.class)
    @ConditionalOnMissingBean(BusTelemetry.class)
    MicrometerBusTelemetry conductorTelemetry(MeterRegistry registry, DetectedRole role) {
        return new MicrometerBusTelemetry(registry, role.role());
    }

    @Bean
    @ConditionalOnMissingBean(name = "conductorMeters")
    MeterBinder conductorMeters(EventBus bus, ObjectProvider<DetectedRole> detected) {
        DetectedRole role = detected.getIfAvailable();
        return new ConductorMeters(bus, role == null ? bus.role() : role.role());
    }
}
