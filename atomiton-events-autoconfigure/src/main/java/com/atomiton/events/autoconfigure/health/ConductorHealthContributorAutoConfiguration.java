package com.atomiton.events.autoconfigure.health;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ConductorProperties;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the health contributor {@code conductor}. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({HealthIndicator.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean({EventBus.class, ConductorProperties.class})
@ConditionalOnEnabledHealthIndicator("conductor")
public final class ConductorHealthContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"conductorHealthIndicator", "conductorHealthContributor"})
    ConductorHealthIndicator conductorHealthContributor(EventBus bus, ConductorProperties properties) {
        return new ConductorHealthIndicator(bus, properties.getHealth().getGrace());
    }
}
