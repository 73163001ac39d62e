package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** An application as a user has it, with an engine that no bus uses. */
final class EngineProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    EngineProcess(String namespace, String... properties) {
        List<String> arguments = new ArrayList<>(List.of(
                "--atomiton.events.role=standalone",
                "--atomiton.events.namespace=" + namespace,
                "--spring.cloud.stream.kafka.binder.brokers=" + KafkaServer.address(),
                "--spring.main.banner-mode=off",
                "--logging.level.org.apache.kafka=WARN"));
        for (String property : properties) {
            arguments.add("--" + property);
        }
        context = new SpringApplicationBuilder(Application.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray(String[]::new));
    }

    Engine engine() {
        return context.getBean(Engine.class);
    }

    CompletableFuture<Void> send(Destination destination, String key, String value) {
        return engine().send(destination, new EngineRecord(key, Map.of(), value.getBytes(StandardCharsets.UTF_8)));
    }

    /** Returns when it is ready. */
    <R extends EngineReceiver> R receive(@Nullable String group, R receiver, Destination... destinations)
            throws Exception {
        engine().subscribe(Set.of(destinations), group, receiver).ready().get(20, TimeUnit.SECONDS);
        return receiver;
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}
}
