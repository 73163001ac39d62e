package com.atomiton.samples.machines;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * A Kafka broker on a free port, to try things with: its topics are gone when it stops. Prints {@code BROKER} and its
 * address once it can be used.
 */
@Configuration(proxyBeanMethods = false)
public class BrokerApplication {

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(BrokerApplication.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setBannerMode(Banner.Mode.OFF);
        application.setKeepAlive(true);
        EmbeddedKafkaKraftBroker broker = application.run(args).getBean(EmbeddedKafkaKraftBroker.class);
        System.out.println("BROKER " + broker.getBrokersAsString());
    }

    /** For few and short-lived consumers: no waiting for more of them, and soon without those that were killed. */
    @Bean
    EmbeddedKafkaKraftBroker broker() {
        EmbeddedKafkaKraftBroker broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(Map.of(
                "auto.create.topics.enable", "false",
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "offsets.topic.num.partitions", "1"));
        return broker;
    }
}
