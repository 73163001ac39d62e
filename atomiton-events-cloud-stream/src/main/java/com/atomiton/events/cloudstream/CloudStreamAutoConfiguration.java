package com.atomiton.events.cloudstream;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.autoconfigure.ConductorProperties;
import com.atomiton.events.engine.Engine;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnResource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/**
 * Auto-configuration of an engine over Spring Cloud Stream. Whether the bus uses it is up to
 * {@code atomiton.events.transport}.
 */
@AutoConfiguration(
        before = ConductorAutoConfiguration.class,
        afterName = "org.springframework.cloud.stream.function.FunctionConfiguration")
@ConditionalOnBooleanProperty(name = "atomiton.events.enabled", matchIfMissing = true)
@ConditionalOnBean(StreamBridge.class)
@ConditionalOnResource(resources = "classpath:META-INF/spring.binders")
@EnableConfigurationProperties(ConductorProperties.class)
public final class CloudStreamAutoConfiguration {

    @Bean
    static BinderContexts conductorBinderContexts() {
        return new BinderContexts();
    }

    @Bean
    @ConditionalOnMissingBean
    Engine conductorEngine(
            ConductorProperties properties, BinderContexts binderContexts, ConfigurableApplicationContext context) {
        DestinationNames names = names(properties);
        CustomizableThreadFactory threads = new CustomizableThreadFactory("atomiton-events-binding-");
        threads.setDaemon(true);
        return new StreamEngine(
                names,
                new BrokerConnector(context, binderContexts, names, properties.getCloudStream()),
                Executors.newCachedThreadPool(threads));
    }

    private static DestinationNames names(ConductorProperties properties) {
        return new DestinationNames(properties.getCloudStream().getPrefix(), properties.getNamespace());
    }

    /** What only Kafka's binder knows. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(KafkaMessageChannelBinder.class)
    static class KafkaConfiguration {

        @Bean
        @ConditionalOnMissingBean(ListenerContainerCustomizer.class)
        KafkaContainers conductorKafkaContainers(ConductorProperties properties) {
            return new KafkaContainers(names(properties).start());
        }
    }
}
