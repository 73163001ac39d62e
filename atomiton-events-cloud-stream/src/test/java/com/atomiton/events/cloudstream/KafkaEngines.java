package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.ConsumerProperties;

/** Makes engines of one namespace of its own, each in an application of its own that ends with it. */
public final class KafkaEngines {

    /** How often a record is given to a receiver that fails. */
    public static final int ATTEMPTS = attempts();

    private static final int MAX_ATTEMPTS = 2;

    private final String namespace = UUID.randomUUID().toString();

    /** One for each process. */
    public Engine engine() {
        EngineProcess process = new EngineProcess(
                namespace,
                "spring.cloud.stream.kafka.binder.producer-properties.max.request.size=16777216",
                "spring.cloud.stream.default.consumer.max-attempts=" + MAX_ATTEMPTS,
                "spring.cloud.stream.default.consumer.back-off-initial-interval=10");
        return new ProcessEngine(process, process.engine());
    }

    private static int attempts() {
        ConsumerProperties properties = new ConsumerProperties();
        properties.setMaxAttempts(MAX_ATTEMPTS);
        return Attempts.of(properties);
    }

    private record ProcessEngine(EngineProcess process, Engine engine) implements Engine {

        @Override
        public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
            return engine.send(destination, record);
        }

        @Override
        public EngineSubscription subscribe(
                Set<Destination> destinations, @Nullable String group, EngineReceiver receiver) {
            return engine.subscribe(destinations, group, receiver);
        }

        @Override
        public void stop(Duration timeout) {
            engine.stop(timeout);
            process.close();
        }
    }
}
