package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventBus;
import com.atomiton.events.bridge.ApplicationEventBridge;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/** Auto-configuration of what joins application events to the bus, where {@code atomiton.events.application-events} asks. */
@AutoConfiguration(after = ConductorAutoConfiguration.class)
@ConditionalOnBean(EventBus.class)
@ConditionalOnBooleanProperty(name = "atomiton.events.application-events")
public final class ApplicationEventBridgeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    ApplicationEventBridge conductorApplicationEventBridge(
            EventBus bus, ApplicationEventPublisher publisher, ConfigurableListableBeanFactory beanFactory) {
        return new ApplicationEventBridge(bus, publisher, beanFactory);
    }
}
