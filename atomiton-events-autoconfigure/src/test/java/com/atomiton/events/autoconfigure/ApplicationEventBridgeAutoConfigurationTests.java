package com.atomiton.events.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.bridge.ApplicationEventBridge;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ApplicationEventBridgeAutoConfigurationTests {

    private static final String ON = "atomiton.events.application-events=true";

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConductorAutoConfiguration.class, ApplicationEventBridgeAutoConfiguration.class));

    @EventName("bridged")
    record Bridged(int number) {}

    @Test
    void thereIsNoBridgeUnlessAskedFor() {
        runner.run(context -> assertThat(context).doesNotHaveBean(ApplicationEventBridge.class));
    }

    @Test
    void withThePropertyApplicationEventsAreEmitted() {
        runner.withPropertyValues(ON).run(context -> {
            List<Object> seen = new CopyOnWriteArrayList<>();
            context.getBean(EventBus.class).on(Bridged.class, seen::add);

            context.publishEvent(new Bridged(1));

            await().untilAsserted(() -> assertThat(seen).containsExactly(new Bridged(1)));
        });
    }

    @Test
    void withoutABusThereIsNone() {
        runner.withPropertyValues(ON, "atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ApplicationEventBridge.class));
    }

    @Test
    void theApplicationsOwnReplacesIt() {
        runner.withPropertyValues(ON)
                .withBean("own", ApplicationEventBridge.class, () -> mock(ApplicationEventBridge.class))
                .run(context -> assertThat(context)
                        .getBeanNames(ApplicationEventBridge.class)
                        .containsExactly("own"));
    }
}
