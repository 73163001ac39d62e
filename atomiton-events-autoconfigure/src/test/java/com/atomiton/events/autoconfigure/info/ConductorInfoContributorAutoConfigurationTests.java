package com.atomiton.events.autoconfigure.info;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.autoconfigure.ConductorAutoConfiguration;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class ConductorInfoContributorAutoConfigurationTests {

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ConductorAutoConfiguration.class, ConductorInfoContributorAutoConfiguration.class));

    @Test
    void itSaysRoleNameAndNamespace() {
        runner.withPropertyValues("atomiton.events.name=editor", "atomiton.events.namespace=shop")
                .run(context -> {
                    Info.Builder info = new Info.Builder();
                    context.getBean(ConductorInfoContributor.class).contribute(info);
                    assertThat(info.build().getDetails().get("conductor"))
                            .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
                            .containsAllEntriesOf(Map.of("role", "standalone", "name", "editor", "namespace", "shop"));
                });
    }

    @Test
    void itCanBeSwitchedOffAloneOrWithTheOthers() {
        runner.withPropertyValues("management.info.conductor.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorInfoContributor.class));
        runner.withPropertyValues("management.info.defaults.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorInfoContributor.class));
    }

    @Test
    void itGoesWithTheBus() {
        runner.withPropertyValues("atomiton.events.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(ConductorInfoContributor.class));
    }

    @Test
    void itBacksOffForOneOfTheApplications() {
        runner.withBean("conductorInfoContributor", InfoContributor.class, () -> info -> {})
                .run(context -> assertThat(context).doesNotHaveBean(ConductorInfoContributor.class));
    }

    @Test
    void theBusDoesWithoutIt() {
        runner.withClassLoader(new FilteredClassLoader(InfoContributor.class))
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean("conductorInfoContributor"));
    }
}
