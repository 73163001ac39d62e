package com.atomiton.events.autoconfigure.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorHealthContributorAutoConfigurationTests {

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
    void theBusDoesWithoutHealth() {
        runner.withClassLoader(new FilteredClassLoader(HealthIndicator.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("conductorHealthContributor"));
    }
}
