package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Commands;
import java.util.Map;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A process with a broker of Kafka's defaults, but for what one broker alone needs. Answers its address. */
public final class BrokerProcess {

    private BrokerProcess() {}

    /** No arguments. Ends with its standard input. */
    public static void main(String[] arguments) throws Exception {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of("offsets.topic.num.partitions", "5", "auto.create.topics.enable", "false"));
        broker.afterPropertiesSet();
        ChildJvm.answer(broker.getBrokersAsString());
        Commands.serve(broker::destroy, words -> {
            throw Commands.unknown(words);
        });
    }
}
