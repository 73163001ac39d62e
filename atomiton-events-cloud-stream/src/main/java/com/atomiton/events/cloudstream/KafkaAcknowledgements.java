package com.atomiton.events.cloudstream;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetCommitCallback;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Repeats acknowledgements that were not waited for and have failed, since the group was being rearranged or the broker could
 * not be reached: before a partition goes to somebody else, and when it has come to stay. On the threads of consumers, of
 * which each has partitions of its own.
 */
final class KafkaAcknowledgements implements OffsetCommitCallback, ConsumerAwareRebalanceListener {

    private static final Log log = LogFactory.getLog(KafkaAcknowledgements.class);

    private final ConsumerAwareRebalanceListener users;
    private final Map<TopicPartition, OffsetAndMetadata> failed = new ConcurrentHashMap<>();

    /** @param users is called first */
    KafkaAcknowledgements(ConsumerAwareRebalanceListener users) {
        this.users = users;
    }

    @Override
    public void onComplete(Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failure) {
        offsets.forEach((partition, offset) -> {
            if (failure == null) {
                failed.computeIfPresent(partition, (same, old) -> old.offset() > offset.offset() ? old : null);
            } else {
                log.debug("Not acknowledged yet: " + partition + " " + offset, failure);
                failed.merge(partition, offset, (old, latest) -> old.offset() > latest.offset() ? old : latest);
            }
        });
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        users.onPartitionsRevokedBeforeCommit(consumer, partitions);
        repeat(consumer, partitions);
    }

    @Override
    public void onPartitionsRevokedAfterCommit(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        users.onPartitionsRevokedAfterCommit(consumer, partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        users.onPartitionsLost(consumer, partitions);
        failed.keySet().removeAll(partitions);
    }

    /** Tells of it, as the container does that has no listener. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        log.info(consumer.groupMetadata().groupId() + ": partitions assigned: " + partitions);
        users.onPartitionsAssigned(consumer, partitions);
        repeat(consumer, consumer.assignment());
    }

    private void repeat(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>(failed);
        due.keySet().retainAll(partitions);
        if (due.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(due);
            onComplete(due, null);
        } catch (KafkaException e) {
            log.warn("Not acknowledged, so that it may be received again: up to " + due, e);
        }
    }
}
