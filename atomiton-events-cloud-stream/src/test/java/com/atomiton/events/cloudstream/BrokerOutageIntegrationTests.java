package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/** A broker that cannot be reached for a while. */
class BrokerOutageIntegrationTests {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Destination ALL = Destination.renderers("test:all");

    private static final Destination WORK = Destination.mains("test:work");

    private static final Cable CABLE = new Cable();

    private static EmbeddedKafkaKraftBroker broker;

    @BeforeAll
    static void startABrokerThatIsReachedThroughTheCableOnly() {
        broker = new EmbeddedKafkaKraftBroker(1, 1);
        broker.brokerProperties(
                Map.of("advertised.listeners", "EXTERNAL://" + CABLE.address(), "offsets.topic.num.partitions", "1"));
        broker.afterPropertiesSet();
        String address = broker.getBrokersAsString();
        CABLE.leadTo(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)));
    }

    @AfterAll
    static void stop() {
        broker.destroy();
        CABLE.close();
    }

    private static EngineProcess process(String namespace) {
        return new EngineProcess(
                namespace,
                "spring.cloud.stream.kafka.binder.brokers=" + CABLE.address(),
                "logging.level.org.apache.kafka=ERROR");
    }

    /** Since the producer has nobody left to ask where to send to, it may block. */
    private static CompletableFuture<Void> sendInBackground(EngineProcess process, Destination destination) {
        return CompletableFuture.supplyAsync(() -> process.send(destination, "k", "2"))
                .thenCompose(sent -> sent);
    }

    @Test
    void sendingAndReceivingGoOnByThemselves() throws Exception {
        try (EngineProcess process = process("go-on")) {
            Received all = process.receive(null, new Received(), ALL);
            Received work = process.receive("work", new Received(), WORK);
            process.send(ALL, "k", "1").get(20, TimeUnit.SECONDS);
            process.send(WORK, "k", "1").get(20, TimeUnit.SECONDS);
            work.awaitSize(1);

            CABLE.cut();
            CompletableFuture<Void> toAll = sendInBackground(process, ALL);
            CompletableFuture<Void> toWork = sendInBackground(process, WORK);
            EngineSubscription later = process.engine().subscribe(Set.of(Destination.PRESENCE), null, new Received());
            assertThat(CompletableFuture.anyOf(toAll, toWork, later.ready())).isNotDone();
            CABLE.mend();

            assertThat(CompletableFuture.allOf(toAll, toWork, later.ready())).succeedsWithin(SOON);
            await().atMost(SOON)
                    .until(() -> all.values().contains("2") && work.values().contains("2"));
            assertThat(all.values()).containsExactly("1", "2");
        }
    }

    @Test
    void stoppingTakesNoLongerThanItMay() throws Exception {
        EngineProcess process = process("stop");
        process.receive(null, new Received(), ALL);
        process.send(ALL, "k", "1").get(20, TimeUnit.SECONDS);
        CABLE.cut();
        CompletableFuture<Void> lost = sendInBackground(process, ALL);

        long start = System.nanoTime();
        process.engine().stop(Duration.ofSeconds(2));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        assertThat(lost).isNotCompleted();
        CABLE.mend();
        process.close();
    }
}
