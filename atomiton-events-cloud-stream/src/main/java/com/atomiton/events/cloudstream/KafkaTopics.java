package com.atomiton.events.cloudstream;

import com.atomiton.events.EventBusException;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Destination.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Creates topics, many in one round trip, and decides where a group begins. How long a call may take is Kafka's
 * {@code default.api.timeout.ms}. Thread-safe.
 */
final class KafkaTopics implements AutoCloseable {

    private static final int TRIES = 50;

    private static final long MILLIS_BETWEEN_TRIES = 100;

    private static final Duration LONGEST_CLOSE = Duration.ofSeconds(1);

    private final Admin admin;
    private final NewTopics newTopics;
    private final Set<String> existing = ConcurrentHashMap.newKeySet();

    KafkaTopics(Admin admin, NewTopics newTopics) {
        this.admin = admin;
        this.newTopics = newTopics;
    }

    /** What topics look like that do not exist yet. */
    interface NewTopics {

        /** @throws EventBusException if topics must not be created */
        NewTopic of(String topic, Kind kind);
    }

    /** Creates a topic unless it exists. Asks the broker the first time only. */
    void ensure(String topic, Destination destination) {
        if (!existing.contains(topic)) {
            ends(Map.of(topic, destination));
        }
    }

    /**
     * Creates those topics that do not exist, and returns where each partition of all ends. A partition that has told so has
     * a leader: of records that are sent before, later ones can be kept without the first, which is then refused for ever.
     */
    Map<TopicPartition, OffsetAndMetadata> ends(Map<String, Destination> topics) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TopicDescription topic : existing(topics)) {
            topic.partitions()
                    .forEach(partition ->
                            latest.put(new TopicPartition(topic.name(), partition.partition()), OffsetSpec.latest()));
        }
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        get(admin.listOffsets(latest).all())
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        existing.addAll(topics.keySet());
        return ends;
    }

    private Collection<TopicDescription> existing(Map<String, Destination> topics) {
        for (int tries = 1; ; tries++) {
            Map<String, TopicDescription> found = describe(topics.keySet());
            if (found.size() == topics.size()) {
                return found.values();
            }
            if (tries == TRIES) {
                throw new EventBusException(
                        "Of the topics " + topics.keySet() + " the broker only shows " + found.keySet()
                                + " after creating them",
                        null);
            }
            if (tries == 1) {
                Map<String, Destination> missing = new HashMap<>(topics);
                missing.keySet().removeAll(found.keySet());
                create(missing);
            } else {
                pause();
            }
        }
    }

    private Map<String, TopicDescription> describe(Set<String> topics) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            TopicDescription known = get(description, UnknownTopicOrPartitionException.class);
            if (known != null) {
                found.put(topic, known);
            }
        });
        return found;
    }

    private void create(Map<String, Destination> topics) {
        List<NewTopic> wanted = new ArrayList<>();
        topics.forEach((topic, destination) -> wanted.add(newTopics.of(topic, destination.kind())));
        admin.createTopics(wanted).values().values().forEach(created -> get(created, TopicExistsException.class));
    }

    /** Lets a group begin at what is sent from now on. */
    void beginNow(String group, Map<String, Destination> topics) {
        get(admin.alterConsumerGroupOffsets(group, ends(topics)).all(), null);
    }

    private static <T> T get(KafkaFuture<T> future) {
        return Objects.requireNonNull(get(future, null));
    }

    /** @return null after a failure that is expected */
    private static <T> @Nullable T get(KafkaFuture<T> future, @Nullable Class<? extends Exception> expected) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventBusException("Interrupted while Kafka was asked", e);
        } catch (ExecutionException e) {
            if (expected != null && expected.isInstance(e.getCause())) {
                return null;
            }
            throw new EventBusException("Kafka could not be asked: " + e.getCause(), e.getCause());
        }
    }

    private static void pause() {
        try {
            Thread.sleep(MILLIS_BETWEEN_TRIES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EventBusException("Interrupted while Kafka created topics", e);
        }
    }

    /** Does not wait for it: what is left of a group disappears by itself in the end. */
    void deleteGroup(String group) {
        admin.deleteConsumerGroups(Set.of(group));
    }

    @Override
    public void close() {
        admin.close(LONGEST_CLOSE);
    }
}
