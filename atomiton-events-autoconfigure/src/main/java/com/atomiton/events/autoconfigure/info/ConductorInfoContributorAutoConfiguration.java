package com.atomiton.events.autoconfigure.info;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ConductorProperties;
import org.springframework.boot.actuate.autoconfigure.info.ConditionalOnEnabledInfoContributor;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of the info contributor {@code conductor}. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnClass({InfoContributor.class, ConditionalOnEnabledInfoContributor.class})
@ConditionalOnBean({EventBus.class, ConductorProperties.class})
@ConditionalOnEnabledInfoContributor("conductor")
public final class ConductorInfoContributorAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "conductorInfoContributor")
    ConductorInfoContributor conductorInfoContributor(EventBus bus, ConductorProperties properties) {
        return new ConductorInfoContributor(bus, properties.getName(), properties.getNamespace());
    }
}
