package com.atomiton.events.cloudstream;

import java.util.stream.Stream;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application with the binder and no word of it in its code. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class Application {

    /** @param properties beside those of these tests, or in their place */
    static ConfigurableApplicationContext start(String namespace, String role, String... properties) {
        return new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "atomiton.events.role=" + role,
                        "atomiton.events.namespace=" + namespace,
                        "spring.cloud.stream.kafka.binder.brokers=" + KafkaServer.address(),
                        "spring.main.banner-mode=off",
                        "logging.level.org.apache.kafka=WARN")
                .run(Stream.of(properties).map("--"::concat).toArray(String[]::new));
    }
}
