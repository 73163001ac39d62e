package com.atomiton.events.cloudstream;

import com.atomiton.events.EventBusException;
import com.atomiton.events.engine.Destination.Kind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.BeanUtils;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaBinderConfigurationProperties;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaConsumerProperties;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaProducerProperties;
import org.springframework.cloud.stream.binder.kafka.properties.KafkaTopicProperties;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.kafka.listener.ContainerProperties.AckMode;

/** What the bus sets of Kafka where the user has set nothing. */
final class KafkaDefaults {

    private static final String PREFIX = "spring.cloud.stream.kafka";

    /** Of topics whose records are of no use to those who come later. */
    private static final Duration SHORT_RETENTION = Duration.ofHours(1);

    private final ConfigurableEnvironment environment;
    private final KafkaBinderConfigurationProperties binder;
    private final @Nullable Integer partitions;

    KafkaDefaults(
            ConfigurableEnvironment environment,
            KafkaBinderConfigurationProperties binder,
            @Nullable Integer partitions) {
        this.environment = environment;
        this.binder = binder;
        this.partitions = partitions;
    }

    /** @return a copy, with the defaults of a shared group or, without one, of a process's own */
    KafkaConsumerProperties consumer(String binding, KafkaConsumerProperties users, @Nullable String sharedGroup) {
        KafkaConsumerProperties properties = new KafkaConsumerProperties();
        BeanUtils.copyProperties(users, properties);
        properties.setConfiguration(new HashMap<>(users.getConfiguration()));
        UserSettings settings = new UserSettings(environment, PREFIX, binding, "consumer");
        if (sharedGroup != null) {
            settings.unlessSet("enable-dlq", true, properties::setEnableDlq);
            settings.unlessSet("dlq-name", "error." + sharedGroup, properties::setDlqName);
            settings.unlessSet("dlq-partitions", 1, properties::setDlqPartitions);
            // A process that dies has few records that another one is given again
            settings.unlessSet("ack-mode", AckMode.RECORD, properties::setAckMode);
            Map<String, Object> binders = binder.mergedConsumerConfiguration();
            sharedGroup(binders, properties.getConfiguration());
        } else {
            // All partitions without a group's coordination: there at once, and no rebalancing later
            settings.unlessSet("auto-rebalance-enabled", false, properties::setAutoRebalanceEnabled);
        }
        return properties;
    }

    private static void sharedGroup(Map<String, Object> binders, Map<String, String> configuration) {
        Map<String, String> wanted = new HashMap<>();
        // So that each may take half a minute of max.poll.interval.ms, and others get partitions soon
        wanted.put("max.poll.records", "10");
        Object protocol = configuration.containsKey("group.protocol")
                ? configuration.get("group.protocol")
                : binders.get("group.protocol");
        if (protocol == null || protocol.toString().equalsIgnoreCase("classic")) {
            // How soon others go on with the work of a process that has died
            wanted.put("session.timeout.ms", "10000");
            wanted.put("heartbeat.interval.ms", "3000");
            // Who comes or goes does not stop the others, nor waits for those that are busy
            wanted.put("partition.assignment.strategy", "org.apache.kafka.clients.consumer.CooperativeStickyAssignor");
        }
        wanted.keySet().removeAll(binders.keySet());
        wanted.forEach(configuration::putIfAbsent);
    }

    /** Sets the defaults of the one binding that sends. */
    void producer(String binding, KafkaProducerProperties properties) {
        UserSettings settings = new UserSettings(environment, PREFIX, binding, "producer");
        properties.setUseTopicHeader(true);
        // The engine has already waited for what was sent
        settings.unlessSet("close-timeout", 1, properties::setCloseTimeout);
        settings.unlessSet(
                "header-patterns",
                new String[] {"!contentType", "!id", "!timestamp", "*"},
                properties::setHeaderPatterns);
        if (!UserSettings.isSet(environment, PREFIX + ".binder.required-acks")
                && !binder.mergedProducerConfiguration().containsKey("acks")) {
            properties.getConfiguration().putIfAbsent("acks", "all"); // The binder's own default is 1
        }
    }

    /** A topic as the binder would create it. */
    NewTopic topic(String name, Kind kind, KafkaTopicProperties properties) {
        if (!binder.isAutoCreateTopics()) {
            throw new EventBusException(
                    "The topic '" + name + "' does not exist, and '" + PREFIX
                            + ".binder.auto-create-topics' is false: create it",
                    null);
        }
        boolean ofEvents = kind == Kind.MAIN || kind == Kind.RENDERER;
        int count = ofEvents && partitions != null
                ? Math.max(partitions, binder.getMinPartitionCount())
                : binder.getMinPartitionCount();
        Short replication = properties.getReplicationFactor();
        NewTopic topic = properties.getReplicasAssignments().isEmpty()
                ? new NewTopic(
                        name,
                        Optional.of(count),
                        Optional.of(replication == null ? binder.getReplicationFactor() : replication))
                : new NewTopic(name, properties.getReplicasAssignments());
        Map<String, String> configs = new HashMap<>(properties.getProperties());
        if (!ofEvents) {
            configs.putIfAbsent(TopicConfig.RETENTION_MS_CONFIG, Long.toString(SHORT_RETENTION.toMillis()));
        }
        return topic.configs(configs);
    }
}
