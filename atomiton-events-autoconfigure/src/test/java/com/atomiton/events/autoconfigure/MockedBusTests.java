package com.atomiton.events.autoconfigure;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.then;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.endpoint.ConductorEndpointAutoConfiguration;
import com.atomiton.events.autoconfigure.health.ConductorHealthContributorAutoConfiguration;
import com.atomiton.events.autoconfigure.info.ConductorInfoContributorAutoConfiguration;
import com.atomiton.events.autoconfigure.metrics.ConductorMetricsAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

/** What a user's test does: a mock in the place of the bus, and everything else as it is. */
@SpringBootTest(properties = "management.endpoints.web.exposure.include=*")
class MockedBusTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    @MockitoBean
    private EventBus bus;

    @Test
    void theContextStartsWithAMockInTheBussPlace() {
        bus.emit(new Greeting("recorded"));
        then(bus).should().emit(new Greeting("recorded"));
        then(bus).should().onEvent(ArgumentMatchers.<EventType<Object>>any(), any(), any());
    }

    static class Listener {

        @ConductorListener
        void greeted(Greeting greeting) {}
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ConductorAutoConfiguration.class,
        ConductorEndpointAutoConfiguration.class,
        ConductorHealthContributorAutoConfiguration.class,
        ConductorInfoContributorAutoConfiguration.class,
        ConductorMetricsAutoConfiguration.class,
        MetricsAutoConfiguration.class
    })
    static class Application {

        @Bean
        MeterRegistry meterRegistry() {
            return new SimpleMeterRegistry();
        }

        @Bean
        Listener listener() {
            return new Listener();
        }
    }
}
