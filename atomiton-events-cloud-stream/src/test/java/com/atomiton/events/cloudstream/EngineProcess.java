package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;

/** An application as a user has it, whose engine is used by a test instead of a bus. */
final class EngineProcess implements AutoCloseable {

    private final ConfigurableApplicationContext context;

    EngineProcess(String namespace, String... properties) {
        context = Application.start(namespace, "standalone", properties);
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
}
