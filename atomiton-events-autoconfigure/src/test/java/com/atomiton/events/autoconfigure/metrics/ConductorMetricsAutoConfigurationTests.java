package com.atomiton.events.autoconfigure.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.observation.BusTelemetry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorMetricsAutoConfigurationTests {

    @EventName("test:greeting")
    record Greeting(String text) {}

    private final ApplicationContextRunner withoutRegistry = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConductorAutoConfiguration.class,
                    ConductorMetricsAutoConfiguration.class,
                    CompositeMeterRegistryAutoConfiguration.class,
                    MetricsAutoConfiguration.class));

    private final ApplicationContextRunner runner =
            withoutRegistry.withBean(SimpleMeterRegistry.class, SimpleMeterRegistry::new);

    @Test
    void theBusIsMeasuredFromItsFirstEvent() {
        runner.withBean(Early.class).run(context -> {
            MeterRegistry registry = context.getBean(MeterRegistry.class);
            assertThat(registry.get("atomiton.events.emitted")
                            .tags("event", "test:greeting", "role", "standalone")
                            .counter()
                            .count())
                    .isEqualTo(1);
            for (String gauge : new String[] {"peers", "outbound.events", "outbound.bytes", "unacknowledged"}) {
                assertThat(registry.get("atomiton.events." + gauge)
                                .tag("role", "standalone")
                                .gauge()
                                .value())
                        .isZero();
            }
        });
    }

    /** Emits before any other bean knows the bus. */
    record Early(EventBus bus) {

        Early {
            bus.emit(new Greeting("early"));
        }
    }

    @Test
    void aTelemetryOfTheApplicationReplacesOurs() {
        BusTelemetry own = mock(BusTelemetry.class);
        runner.withBean(BusTelemetry.class, () -> own)
                .run(context -> assertThat(context.getBean(BusTelemetry.class)).isSameAs(own));
    }

    @Test
    void aBusOfTheApplicationsOwnHasItsGauges() {
        EventBus own = mock(EventBus.class);
        given(own.role()).willReturn(ProcessRole.RENDERER);
        runner.withBean(EventBus.class, () -> own).run(context -> {
            assertThat(context).doesNotHaveBean(BusTelemetry.class);
            assertThat(context.getBean(MeterRegistry.class)
                            .get("atomiton.events.peers")
                            .tag("role", "renderer")
                            .gauge()
                            .value())
                    .isZero();
        });
    }

    @Test
    void theBusDoesWithoutMeters() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ConductorAutoConfiguration.class, ConductorMetricsAutoConfiguration.class))
                .withClassLoader(new FilteredClassLoader(MeterRegistry.class))
                .withBean(Early.class)
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(BusTelemetry.class));
        withoutRegistry.withBean(Early.class).run(context -> assertThat(context).hasNotFailed());
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("conductorMeters"));
    }
}
