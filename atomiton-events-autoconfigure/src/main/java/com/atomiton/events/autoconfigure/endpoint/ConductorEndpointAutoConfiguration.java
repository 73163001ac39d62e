package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ConductorProperties;
import com.atomiton.events.autoconfigure.DetectedRole;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.observation.EventHistory;
import com.atomiton.events.observation.Redaction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** Auto-configuration of the endpoint {@code conductor}, where it is exposed; only then are the last messages kept. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({DefaultEventBus.class, ConductorProperties.class})
@ConditionalOnAvailableEndpoint(ConductorEndpoint.class)
public final class ConductorEndpointAutoConfiguration {

    /** A test may have put a mock in the place of the bus after the conditions were met. */
    @Bean
    @ConditionalOnMissingBean
    ConductorEndpoint conductorEndpoint(
            EventBus bus, ObjectProvider<DetectedRole> role, ConductorProperties properties, Environment environment) {
        int size = properties.getHistory().getSize();
        boolean payloads = properties.getHistory().isPayloads();
        EventHistory history = size == 0 ? null : new EventHistory(size, payloads);
        if (history != null && bus instanceof BusMonitor monitor) {
            monitor.tap(history);
        }
        Redaction redaction = payloads ? new Redaction(properties.getTap().getRedact()) : null;
        return new ConductorEndpoint(
                bus,
                role.getIfAvailable(),
                history,
                redaction,
                environment.getProperty("spring.application.name", "application"),
                environment.getProperty("spring.application.version", "unknown"));
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ConductorEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = ConductorEndpoint.class, exposure = EndpointExposure.WEB)
    ConductorEndpointWebExtension conductorEndpointWebExtension(ConductorEndpoint endpoint) {
        return new ConductorEndpointWebExtension(endpoint);
    }
}
