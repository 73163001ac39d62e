package com.atomiton.events.autoconfigure;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.bus.LoggingErrorHandler;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.listener.ConductorListenerAnnotationBeanPostProcessor;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import java.util.concurrent.Executor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.thread.Threading;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.databind.json.JsonMapper;

/**
 * Auto-configuration of the event bus: decides the role of this process, and makes the bus and the support of
 * {@code @ConductorListener} methods. Every bean backs off for one of the application's.
 */
@AutoConfiguration(afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnBooleanProperty(name = "atomiton.events.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ConductorProperties.class)
public final class ConductorAutoConfiguration {

    /** One in each context of a hierarchy: it sees only the beans of its own. */
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    static ConductorListenerAnnotationBeanPostProcessor conductorListenerAnnotationBeanPostProcessor() {
        return new ConductorListenerAnnotationBeanPostProcessor();
    }

    @Bean
    static LazyInitializationExcludeFilter conductorLazyInitializationExcludeFilter() {
        return new ConductorListenerLazyInitializationExcludeFilter();
    }

    @Bean
    @ConditionalOnMissingBean
    ConductorErrorHandler conductorErrorHandler() {
        return new LoggingErrorHandler();
    }

    /** The bus and what only it needs, left out together where the application has a bus of its own. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(EventBus.class)
    static class EventBusConfiguration {

        private static final String TASK_EXECUTOR = "conductorTaskExecutor";

        private static final Log log = LogFactory.getLog(ConductorAutoConfiguration.class);

        private final ConductorProperties properties;
        private final ConfigurableEnvironment environment;

        EventBusConfiguration(ConductorProperties properties, ConfigurableEnvironment environment) {
            this.properties = properties;
            this.environment = environment;
        }

        @Bean
        @ConditionalOnMissingBean
        DetectedRole conductorRole() {
            RoleProperty property = new RoleProperty(environment);
            return property.detector().detect(properties.getRole(), property.source());
        }

        @Bean
        @ConditionalOnMissingBean
        ConductorConnectionDetails conductorConnectionDetails() {
            return new PropertiesConductorConnectionDetails(properties);
        }

        @Bean
        DefaultEventBus conductorEventBus(
                DetectedRole role,
                ConductorConnectionDetails connectionDetails,
                ObjectProvider<ServerTransport> serverTransport,
                ObjectProvider<ClientTransport> clientTransport,
                ObjectProvider<Engine> engine,
                ObjectProvider<EventCodec> codecs,
                ObjectProvider<JsonMapper> jsonMapper,
                ObjectProvider<BusTelemetry> telemetry,
                ObjectProvider<EventInterceptor> interceptors,
                ObjectProvider<EventObservations> observations,
                ObjectProvider<EventBusCustomizer> customizers,
                @Qualifier(TASK_EXECUTOR) ObjectProvider<Executor> taskExecutor,
                ConductorErrorHandler errorHandler,
                ApplicationEventPublisher publisher) {
            log.info(role.announcement());
            EventBusBuilder builder = new EventBusBuilders(
                            properties, connectionDetails, serverTransport, clientTransport, engine)
                    .of(role.role());
            new PropertiesEventBusCustomizer(properties).customize(builder);
            builder.codecs(CodecFactory.codecs(codecs.orderedStream(), jsonMapper.getIfUnique(), properties))
                    .errorHandler(errorHandler)
                    .interceptors(interceptors.orderedStream().toList())
                    .applicationEvents(publisher::publishEvent)
                    .virtualThreads(Threading.VIRTUAL.isActive(environment));
            telemetry.ifAvailable(builder::telemetry);
            observations.ifAvailable(builder::observations);
            taskExecutor.ifAvailable(builder::taskExecutor);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return builder.build();
        }

        @Bean
        EarlyClaim conductorEarlyClaim(ObjectProvider<DefaultEventBus> bus) {
            return new EarlyClaim(bus);
        }
    }
}
