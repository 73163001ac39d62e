package com.atomiton.events.cloudstream;

import com.atomiton.events.autoconfigure.CloudStreamProperties;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.cloud.stream.binder.Binder;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.ExtendedConsumerProperties;
import org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaBinderConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaConsumerProperties;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaProducerProperties;
import org.springframework.cloud.stream.binder.kafka.provisioning.KafkaTopicProvisioner;
import org.springframework.cloud.stream.config.ProducerMessageHandlerCustomizer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessageHeaders;

/**
 * Kafka: one producer for all topics, and for a process's own records a group that only holds where it began, so that it
 * misses nothing from then on, whatever happens.
 */
final class KafkaBroker implements Broker {

    private final DestinationNames names;
    private final KafkaMessageChannelBinder binder;
    private final StreamProperties properties;
    private final KafkaDefaults defaults;
    private final KafkaTopics topics;
    private final KafkaSender sender;
    private final DeadLetterProducers deadLetters;

    private KafkaBroker(
            DestinationNames names,
            KafkaMessageChannelBinder binder,
            StreamProperties properties,
            KafkaDefaults defaults,
            KafkaTopics topics,
            KafkaSender sender,
            DeadLetterProducers deadLetters) {
        this.names = names;
        this.binder = binder;
        this.properties = properties;
        this.defaults = defaults;
        this.topics = topics;
        this.sender = sender;
        this.deadLetters = deadLetters;
    }

    static boolean fits(Binder<?, ?, ?> binder) {
        return binder instanceof KafkaMessageChannelBinder;
    }

    /** @param binderContext what the binder was made in */
    static KafkaBroker of(
            DestinationNames names,
            Binder<?, ?, ?> binder,
            ConfigurableApplicationContext binderContext,
            StreamBridge bridge,
            StreamProperties properties,
            CloudStreamProperties settings) {
        KafkaMessageChannelBinder kafka = (KafkaMessageChannelBinder) binder;
        KafkaDefaults defaults = new KafkaDefaults(
                binderContext.getEnvironment(),
                binderContext.getBean(KafkaBinderConfigurationProperties.class),
                settings.getPartitions());
        KafkaProducerProperties producer = kafka.getExtendedProducerProperties(Bindings.OUT);
        defaults.producer(Bindings.OUT, producer);
        properties.producer(Bindings.OUT);
        String boundTopic = properties.destination(Bindings.OUT, names.of(Destination.PRESENCE));
        DeadLetterProducers deadLetters = new DeadLetterProducers(names.start());
        kafka.addClientFactoryCustomizer(deadLetters);
        Admin admin =
                Admin.create(binderContext.getBean(KafkaTopicProvisioner.class).getAdminClientProperties());
        return new KafkaBroker(
                names,
                kafka,
                properties,
                defaults,
                new KafkaTopics(admin, (topic, kind) -> defaults.topic(topic, kind, producer.getTopic())),
                new KafkaSender(bridge, settings.getBinder(), kafka, boundTopic, usersCustomizer(binderContext)),
                deadLetters);
    }

    @SuppressWarnings("unchecked")
    private static ProducerMessageHandlerCustomizer<MessageHandler> usersCustomizer(ApplicationContext binderContext) {
        return binderContext
                .getBeanProvider(ProducerMessageHandlerCustomizer.class)
                .getIfAvailable(() -> (handler, destination) -> {});
    }

    @Override
    public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
        String topic = names.of(destination);
        topics.ensure(topic, destination);
        return sender.send(topic, record);
    }

    @Override
    public ConsumerProperties consumerProperties(String binding, @Nullable String sharedGroup) {
        KafkaConsumerProperties kafkas =
                defaults.consumer(binding, binder.getExtendedConsumerProperties(binding), sharedGroup);
        ConsumerProperties copy = new ExtendedConsumerProperties<>(kafkas);
        BeanUtils.copyProperties(properties.consumer(binding), copy);
        return copy;
    }

    @Override
    public String ownGroup() {
        return names.ofGroup("process." + UUID.randomUUID());
    }

    @Override
    public void prepare(Set<Destination> destinations, @Nullable String ownGroup) {
        Map<String, Destination> wanted = new HashMap<>();
        destinations.forEach(destination -> wanted.put(names.of(destination), destination));
        if (ownGroup == null) {
            topics.ends(wanted);
        } else {
            topics.beginNow(ownGroup, wanted);
        }
    }

    @Override
    public void forget(@Nullable String ownGroup) {
        if (ownGroup != null) {
            topics.deleteGroup(ownGroup);
        }
    }

    @Override
    public String key(MessageHeaders headers) {
        String key = RecordHeaders.text(headers.get(KafkaHeaders.RECEIVED_KEY));
        return key == null ? "" : key;
    }

    @Override
    public void close() {
        topics.close();
        deadLetters.close();
    }
}
