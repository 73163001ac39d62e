package com.atomiton.events.autoconfigure.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.EventName;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.observation.DefaultEmitObservationConvention;
import com.atomiton.events.observation.DefaultHandleObservationConvention;
import com.atomiton.events.observation.DefaultRequestObservationConvention;
import com.atomiton.events.observation.EmitObservationConvention;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.HandleObservationConvention;
import com.atomiton.events.observation.MdcInterceptor;
import com.atomiton.events.observation.RequestObservationConvention;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

class ConductorObservationAutoConfigurationTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    private final TestObservationRegistry registry = TestObservationRegistry.create();

    private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConductorAutoConfiguration.class, ConductorObservationAutoConfiguration.class));

    private final ApplicationContextRunner runner = withoutRegistry.withBean(ObservationRegistry.class, () -> registry);

    @Test
    void theBusIsObservedWhereThereIsARegistry() {
        runner.run(context -> {
            context.getBean(EventBus.class).emit(new Greeting("hello"));
            TestObservationRegistryAssert.assertThat(registry)
                    .hasObservationWithNameEqualTo("conductor.emit")
                    .that()
                    .hasLowCardinalityKeyValue("event", "test:greeting");
        });
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ConductorAutoConfiguration.class,
                        ConductorObservationAutoConfiguration.class,
                        ObservationAutoConfiguration.class))
                .run(context -> assertThat(context).hasSingleBean(EventObservations.class));
        withoutRegistry.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventObservations.class));
    }

    @Test
    void thePropertySwitchesItOff() {
        for (String property : new String[] {"atomiton.events.observation.enabled", "atomiton.events.enabled"}) {
            runner.withPropertyValues(property + "=false")
                    .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(EventObservations.class));
        }
    }

    @Test
    void observationsOfTheApplicationReplaceOurs() {
        EventObservations own = EventObservations.of(ObservationRegistry.NOOP);
        runner.withBean(EventObservations.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(EventObservations.class)).isSameAs(own));
    }

    @Test
    void conventionsOfTheApplicationReplaceOurs() {
        runner.withBean(EmitObservationConvention.class, () -> new DefaultEmitObservationConvention() {
                    @Override
                    public String getName() {
                        return "own.emit";
                    }
                })
                .withBean(HandleObservationConvention.class, () -> new DefaultHandleObservationConvention() {
                    @Override
                    public String getName() {
                        return "own.handle";
                    }
                })
                .withBean(RequestObservationConvention.class, () -> new DefaultRequestObservationConvention() {
                    @Override
                    public String getName() {
                        return "own.request";
                    }
                })
                .run(context -> {
                    EventBus bus = context.getBean(EventBus.class);
                    bus.on(Greeting.class, greeting -> {});
                    bus.emit(new Greeting("hello"));
                    bus.request(new Greeting("anybody?"), Void.class);
                    await().untilAsserted(() -> TestObservationRegistryAssert.assertThat(registry)
                            .hasNumberOfObservationsEqualTo(3)
                            .hasNumberOfObservationsWithNameEqualTo("own.emit", 1)
                            .hasNumberOfObservationsWithNameEqualTo("own.handle", 1)
                            .hasNumberOfObservationsWithNameEqualTo("own.request", 1));
                });
    }

    @Test
    void handlersHaveTheMdcUnlessItIsSwitchedOffReplacedOrNotThere() {
        List<String> seen = new CopyOnWriteArrayList<>();
        withoutRegistry.run(context -> {
            EventBus bus = context.getBean(EventBus.class);
            bus.on(Greeting.class, greeting -> seen.add(MDC.get(MdcInterceptor.EVENT)));
            bus.emit(new Greeting("hello"));
            await().untilAsserted(() -> assertThat(seen).containsExactly("test:greeting"));
        });
        withoutRegistry
                .withPropertyValues("atomiton.events.mdc.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MdcInterceptor.class));
        MdcInterceptor own = new MdcInterceptor();
        withoutRegistry
                .withBean(MdcInterceptor.class, () -> own)
                .run(context ->
                        assertThat(context.getBean(MdcInterceptor.class)).isSameAs(own));
        withoutRegistry
                .withClassLoader(new FilteredClassLoader(MDC.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(MdcInterceptor.class));
    }

    @Test
    void interceptorsOfTheApplicationAreCalledInTheirOrder() {
        withoutRegistry.withUserConfiguration(Interceptors.class).run(context -> {
            context.getBean(EventBus.class).emit(new Greeting("hello"));
            assertThat(context.getBean(Interceptors.class).called).containsExactly("first", "second");
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class Interceptors {

        private final List<String> called = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        EventInterceptor second() {
            return calling("second");
        }

        @Bean
        @Order(1)
        EventInterceptor first() {
            return calling("first");
        }

        private EventInterceptor calling(String name) {
            return new EventInterceptor() {
                @Override
                public OutgoingEvent beforeEmit(OutgoingEvent event) {
                    called.add(name);
                    return event;
                }
            };
        }
    }
}
