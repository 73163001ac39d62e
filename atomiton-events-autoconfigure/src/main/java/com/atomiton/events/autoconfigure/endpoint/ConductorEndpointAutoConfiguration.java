package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ConductorProperties;
import com.atomiton.events.autoconfigure.DetectedRole;
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

/** Auto-configuration of the endpoint {@code conductor}, where it is exposed; only then are the last messages kept. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({Endpoint.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnBean({DefaultEventBus.class, ConductorProperties.class})
@ConditionalOnAvailableEndpoint(ConductorEndpoint.class)
public final class ConductorEndpointAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ConductorEndpoint conductorEndpoint(
            DefaultEventBus bus, ObjectProvider<DetectedRole> role, ConductorProperties properties) {
        int size = properties.getHistory().getSize();
        boolean payloads = properties.getHistory().isPayloads();
        EventHistory history = size == 0 ? null : new EventHistory(size, payloads);
        if (history != null) {
            bus.tap(history);
        }
        Redaction redaction =
                payloads ? new Redaction(properties.getTap().getRedact()) : null;
        return new ConductorEndpoint(bus, role.getIfAvailable(), history, redaction);
    }

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnBean(ConductorEndpoint.class)
    @ConditionalOnAvailableEndpoint(endpoint = ConductorEndpoint.class, exposure = EndpointExposure.WEB)
    ConductorEndpointWebExtension conductorEndpointWebExtension(ConductorEndpoint endpoint) {
        return new ConductorEndpointWebExtension(endpoint);
    }
}
