package com.atomiton.events.autoconfigure.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.atomiton.events.EventBus;
import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.observation.TapEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorEndpointAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(ConductorAutoConfiguration.class, ConductorEndpointAutoConfiguration.class));

    private final ApplicationContextRunner exposed =
            runner.withPropertyValues("management.endpoints.web.exposure.include=conductor");

    @Test
    void itIsThereOnceItIsExposedAndThenTheLastMessagesAreKept() {
        exposed.run(context -> {
            context.getBean(EventBus.class).emit("ui:cursor", "here");

            assertThat(context).hasSingleBean(ConductorEndpoint.class);
            assertThat(context).hasSingleBean(ConductorEndpointWebExtension.class);
            assertThat(events(context.getBean(ConductorEndpoint.class)))
                    .singleElement()
                    .satisfies(entry -> {
                        assertThat(entry.name()).isEqualTo("ui:cursor");
                        assertThat(entry.outcome()).isEqualTo("no-subscriber");
                        assertThat(entry.payload()).isNull();
                    });
        });
    }

    @SuppressWarnings("unchecked") // what the part is
    private static List<TapEntry> events(ConductorEndpoint endpoint) {
        return (List<TapEntry>) endpoint.part(ConductorEndpoint.EVENTS);
    }

    @Test
    void itIsNotThereUnlessItIsExposed() {
        runner.run(context -> assertThat(context).doesNotHaveBean(ConductorEndpoint.class));
    }

    @Test
    void itsAccessCanBeTakenAway() {
        exposed.withPropertyValues("management.endpoint.conductor.access=NONE")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorEndpoint.class));
    }

    @Test
    void overJmxItDoesWithoutTheExtensionForTheWeb() {
        runner.withPropertyValues("management.endpoints.jmx.exposure.include=conductor", "spring.jmx.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(ConductorEndpoint.class)
                        .doesNotHaveBean(ConductorEndpointWebExtension.class));
    }

    @Test
    void withAHistoryOfNothingNothingIsKept() {
        exposed.withPropertyValues("atomiton.events.history.size=0").run(context -> {
            context.getBean(EventBus.class).emit("ui:cursor", "here");

            assertThat(events(context.getBean(ConductorEndpoint.class))).isEmpty();
        });
    }

    @Test
    void theHistoryHasAsManyAsItIsTold() {
        exposed.withPropertyValues("atomiton.events.history.size=2", "atomiton.events.history.payloads=true")
                .run(context -> {
                    for (int i = 0; i < 5; i++) {
                        context.getBean(EventBus.class).emit("ui:cursor", "at " + i);
                    }

                    assertThat(events(context.getBean(ConductorEndpoint.class)))
                            .extracting(TapEntry::payload)
                            .containsExactly("at 3", "at 4");
                });
    }

    @Test
    void anImpossibleSizeFailsTheStart() {
        exposed.withPropertyValues("atomiton.events.history.size=-1")
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .hasMessageContaining("atomiton.events.history.size"));
    }

    @Test
    void itBacksOffForOneOfTheApplications() {
        exposed.withBean("own", ConductorEndpoint.class, () -> mock(ConductorEndpoint.class))
                .run(context -> assertThat(context)
                        .hasSingleBean(ConductorEndpoint.class)
                        .doesNotHaveBean("conductorEndpoint"));
    }

    @Test
    void itGoesWithTheBus() {
        exposed.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorEndpoint.class));
        exposed.withBean(EventBus.class, () -> mock(EventBus.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ConductorEndpoint.class));
    }

    @Test
    void theBusDoesWithoutActuator() {
        exposed.withClassLoader(new FilteredClassLoader(Endpoint.class))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DefaultEventBus.class)
                        .doesNotHaveBean("conductorEndpoint"));
    }
}
