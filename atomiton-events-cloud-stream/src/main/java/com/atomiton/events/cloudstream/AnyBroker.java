package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineRecord;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.ProducerProperties;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.expression.spel.standard.SpelExpressionParser;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

/** Any binder, by what they all have: a binding for each destination, and no word of what the broker has kept. */
final class AnyBroker implements Broker {

    static final String KEY = "atomiton-key";

    private static final int DESTINATIONS = 1000;

    private final DestinationNames names;
    private final StreamBridge bridge;
    private final @Nullable String binderName;
    private final StreamProperties properties;
    private final @Nullable Integer partitions;

    AnyBroker(
            DestinationNames names,
            StreamBridge bridge,
            @Nullable String binderName,
            StreamProperties properties,
            @Nullable Integer partitions) {
        this.names = names;
        this.bridge = bridge;
        this.binderName = binderName;
        this.properties = properties;
        this.partitions = partitions;
        properties.keep(DESTINATIONS);
    }

    @Override
    public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
        String name = names.of(destination);
        ProducerProperties producer = properties.producer(name);
        if (partitions != null && !producer.isPartitioned()) {
            producer.setPartitionKeyExpression(new SpelExpressionParser().parseExpression("headers['" + KEY + "']"));
            producer.setPartitionCount(partitions);
        }
        MessageBuilder<byte[]> message =
                MessageBuilder.withPayload(record.value()).setHeader(KEY, record.key());
        record.headers().forEach(message::setHeader);
        bridge.send(name, binderName, message.build(), MimeTypeUtils.APPLICATION_JSON);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public ConsumerProperties consumerProperties(String binding, @Nullable String sharedGroup) {
        return properties.consumer(binding);
    }

    @Override
    public @Nullable String ownGroup() {
        return null;
    }

    @Override
    public void prepare(Set<Destination> destinations, @Nullable String ownGroup) {
        // Binding is enough
    }

    @Override
    public void forget(@Nullable String ownGroup) {
        // The binder knows when its own group has ended
    }

    @Override
    public String key(MessageHeaders headers) {
        String key = RecordHeaders.text(headers.get(KEY));
        return key == null ? "" : key;
    }

    @Override
    public void close() {
        // Nothing is open
    }
}
