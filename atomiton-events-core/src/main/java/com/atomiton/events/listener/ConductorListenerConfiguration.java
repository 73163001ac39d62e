package com.atomiton.events.listener;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;

/** What {@link EnableConductor} imports. */
@Configuration(proxyBeanMethods = false)
@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
class ConductorListenerConfiguration {

    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static ConductorListenerAnnotationBeanPostProcessor conductorListenerAnnotationBeanPostProcessor() {
        return new ConductorListenerAnnotationBeanPostProcessor();
    }
}
