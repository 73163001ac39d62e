package com.atomiton.events.cloudstream;

import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A broker in this JVM, started when a test first needs it, for all of them. */
final class KafkaServer {

    private static final EmbeddedKafkaKraftBroker BROKER = started();

    private KafkaServer() {}

    private static EmbeddedKafkaKraftBroker started() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "offsets.topic.num.partitions", "1",
                "message.max.bytes", "16777216",
                "auto.create.topics.enable", "false"));
        broker.afterPropertiesSet();
        Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
        return broker;
    }

    static String address() {
        return BROKER.getBrokersAsString();
    }
}
