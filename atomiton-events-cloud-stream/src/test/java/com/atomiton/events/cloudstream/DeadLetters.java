package com.atomiton.events.cloudstream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic as any client of Kafka does. */
final class DeadLetters {

    private final String topic;

    DeadLetters(String topic) {
        this.topic = topic;
    }

    /** The first record, as soon as there is one. */
    ConsumerRecord<byte[], byte[]> first() {
        return first(1).get(0);
    }

    /** The first records and what has come with them, as soon as there are so many. */
    List<ConsumerRecord<byte[], byte[]>> first(int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", KafkaServer.address(), "auto.offset.reset", "earliest");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(new TopicPartition(topic, 0)));
            long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (records.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        if (records.size() < count) {
            throw new AssertionError("only " + records.size() + " in " + topic);
        }
        return records;
    }
}
