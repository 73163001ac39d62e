package com.atomiton.events.cloudstream;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.cloud.stream.binder.kafka.config.ClientFactoryCustomizer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/** Closes the producers that the Kafka binder makes for the bus's dead letters, since the binder itself never does. */
final class DeadLetterProducers implements ClientFactoryCustomizer, AutoCloseable {

    private static final int SECONDS_TO_CLOSE = 1;

    private final String topics;
    private final Set<DefaultKafkaProducerFactory<?, ?>> factories = ConcurrentHashMap.newKeySet();

    /** @param topics what the names of the bus's topics begin with */
    DeadLetterProducers(String topics) {
        this.topics = topics;
    }

    @Override
    public void configure(ProducerFactory<?, ?> factory) {
        if (factory instanceof DefaultKafkaProducerFactory<?, ?> closeable) {
            watch(closeable);
        }
    }

    private <K, V> void watch(DefaultKafkaProducerFactory<K, V> factory) {
        factory.addListener(new ProducerFactory.Listener<>() {
            @Override
            public void producerAdded(String id, Producer<K, V> producer) {
                if (id.startsWith(topics) && id.contains(".dlq.producer")) {
                    factories.add(factory);
                }
            }
        });
    }

    @Override
    public void close() {
        factories.forEach(factory -> {
            factory.setPhysicalCloseTimeout(SECONDS_TO_CLOSE);
            factory.destroy();
        });
    }
}
