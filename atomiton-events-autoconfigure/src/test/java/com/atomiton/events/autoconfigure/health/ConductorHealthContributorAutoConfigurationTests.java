package com.atomiton.events.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorHealthContributorAutoConfigurationTests {

    @TempDir
    private Path directory;

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConductorAutoConfiguration.class,
                    ConductorHealthContributorAutoConfiguration.class,
                    HealthContributorAutoConfiguration.class,
                    HealthContributorRegistryAutoConfiguration.class));

    @Test
    void theContributorIsNamedConductor() {
        runner.run(context -> assertThat(
                        context.getBean(HealthContributorRegistry.class).getContributor("conductor"))
                .isInstanceOf(ConductorHealthIndicator.class));
    }

    @Test
    void itCanBeSwitchedOff() {
        runner.withPropertyValues("management.health.conductor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorHealthIndicator.class));
    }

    @Test
    void itGoesWithTheBus() {
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorHealthIndicator.class));
    }

    @Test
    void itBacksOffForOneOfTheApplications() {
        runner.withBean("conductorHealthIndicator", HealthIndicator.class, () -> mock(HealthIndicator.class))
                .run(context -> assertThat(context).doesNotHaveBean(ConductorHealthIndicator.class));
    }

    @Test
    void inTheReadinessGroupItSaysThatARendererWithoutMainIsNotReady() {
        runner.withConfiguration(AutoConfigurations.of(HealthEndpointAutoConfiguration.class))
                .withPropertyValues(
                        "management.endpoints.web.exposure.include=health",
                        "management.endpoint.health.group.readiness.include=conductor",
                        "atomiton.events.role=renderer",
                        "atomiton.events.health.grace=0",
                        "atomiton.events.socket.path=" + directory.resolve("main.sock"))
                .run(context -> await().untilAsserted(() -> assertThat(
                                context.getBean(HealthEndpoint.class).healthForPath("readiness"))
                        .satisfies(health -> assertThat(health.getStatus()).isEqualTo(Status.DOWN))));
    }

    @Test
    void theBusDoesWithoutHealth() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("conductorHealthContributor"));
    }
}
