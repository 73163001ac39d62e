package com.atomiton.events.cloudstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBusException;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineDelivery;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import com.atomiton.events.engine.EngineRecordRefusedException;
import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What any engine must do, and what this one does with Kafka. */
class StreamEngineIntegrationTests {

    private static final String[] QUICK = {
        "atomiton.events.cloud-stream.partitions=4",
        "spring.cloud.stream.default.consumer.back-off-initial-interval=10",
        "spring.cloud.stream.default.consumer.back-off-multiplier=1"
    };

    private static EngineProcess one;
    private static EngineProcess two;

    @BeforeAll
    static void startTwoProcesses() {
        one = new EngineProcess("engine", QUICK);
        two = new EngineProcess("engine", QUICK);
    }

    @AfterAll
    static void stop() {
        one.close();
        two.close();
    }

    @Test
    void whatIsSentIsReceivedWithKeyHeadersAndValue() throws Exception {
        Destination destination = Destination.renderers("test:whole");
        Received received = two.receive(null, new Received(), destination);
        Map<String, String> headers =
                Map.of("atomiton-name", "Grüße", "atomiton-header-a%20b_c", "{\"a\": 1}", "traceparent", "00-1");

        one.engine()
                .send(destination, new EngineRecord("key", headers, "{}".getBytes()))
                .get(10, TimeUnit.SECONDS);
        received.awaitSize(1);

        EngineDelivery delivery = received.deliveries().get(0);
        assertThat(delivery.record().key()).isEqualTo("key");
        assertThat(delivery.record().headers()).isEqualTo(headers);
        assertThat(delivery.record().value()).isEqualTo("{}".getBytes());
        assertThat(delivery.again()).isFalse();
    }

    @Test
    void theRecordsOfAKeyArriveInOrderFromFourPartitions() throws Exception {
        Destination destination = Destination.mains("test:order");
        for (int i = 0; i < 400; i++) {
            var unused = one.send(destination, "key" + i % 8, Integer.toString(i));
        }
        Received received = two.receive("order", new Received(), destination);
        received.awaitSize(400);

        for (int key = 0; key < 8; key++) {
            int first = key;
            assertThat(received.values("key" + key))
                    .isEqualTo(IntStream.range(0, 50)
                            .mapToObj(i -> Integer.toString(first + 8 * i))
                            .toList());
        }
    }

    @Test
    void aGroupSharesTheWorkAndEachRecordGoesToOne() throws Exception {
        Destination destination = Destination.mains("test:work");
        Received ofOne = one.receive("workers", new Received(), destination);
        Received ofTwo = two.receive("workers", new Received(), destination);

        List<String> sent = new ArrayList<>();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            String value = Integer.toString(sent.size());
            sent.add(value);
            one.send(destination, value, value).get(10, TimeUnit.SECONDS);
            return !ofOne.values().isEmpty() && !ofTwo.values().isEmpty();
        });

        await().until(() -> ofOne.values().size() + ofTwo.values().size() >= sent.size());
        assertThat(ofOne.values()).doesNotContainAnyElementsOf(ofTwo.values());
    }

    @Test
    void withoutAGroupEverybodyGetsAllFromReadyOnAndNothingBefore() throws Exception {
        Destination destination = Destination.renderers("test:all");
        one.send(destination, "k", "before").get(10, TimeUnit.SECONDS);
        Received ofOne = one.receive(null, new Received(), destination);
        Received ofTwo = two.receive(null, new Received(), destination, Destination.PRESENCE);
        List<String> sent = IntStream.range(0, 20).mapToObj(Integer::toString).toList();

        sent.forEach(value -> one.send(destination, "k", value));

        ofOne.awaitSize(20);
        ofTwo.awaitSize(20);
        assertThat(ofOne.values()).isEqualTo(sent);
        assertThat(ofTwo.values()).isEqualTo(sent);
    }

    @Test
    void aGroupGoesOnWhereItWas() throws Exception {
        Destination destination = Destination.mains("test:later");
        Received first = new Received();
        EngineSubscription subscription = one.engine().subscribe(Set.of(destination), "later", first);
        one.send(destination, "k", "1").get(10, TimeUnit.SECONDS);
        first.awaitSize(1);
        subscription.close();
        one.send(destination, "k", "2").get(10, TimeUnit.SECONDS);

        Received second = two.receive("later", new Received(), destination);

        second.awaitSize(1);
        assertThat(second.values()).containsExactly("2");
        assertThat(first.values()).containsExactly("1");
    }

    @Test
    void whatFailsIsTriedAgainAndEndsInTheDeadLetterTopicWithItsBytes() throws Exception {
        Destination destination = Destination.mains("test:failing");
        Received tried = new Received();
        EngineReceiver failing = delivery -> {
            tried.receive(delivery);
            throw new IllegalStateException("on purpose");
        };
        one.receive("failing", failing, destination);
        one.engine()
                .send(destination, new EngineRecord("key", Map.of("atomiton-a", "b"), "{\"n\":1}".getBytes()))
                .get(10, TimeUnit.SECONDS);

        DeadLetters deadLetters = new DeadLetters("error.atomiton.engine.failing");
        assertThat(deadLetters.first()).satisfies(record -> {
            assertThat(record.value()).isEqualTo("{\"n\":1}".getBytes());
            assertThat(record.key()).isEqualTo("key".getBytes());
            assertThat(record.headers().lastHeader("atomiton-a").value()).isEqualTo("b".getBytes());
            assertThat(record.headers().lastHeader("x-original-topic").value())
                    .isEqualTo("atomiton.engine.main.test.failing".getBytes());
        });
        assertThat(tried.deliveries()).hasSizeBetween(3, 4);
        assertThat(tried.deliveries().get(0).again()).isFalse();
        assertThat(tried.deliveries().subList(1, tried.deliveries().size())).allMatch(EngineDelivery::again);
        assertThat(tried.deliveries()).filteredOn(EngineDelivery::last).hasSize(1);
        assertThat(tried.deliveries().get(tried.deliveries().size() - 1).last()).isTrue();

        Received next = new Received();
        one.receive("failing-too", next, destination);
        next.awaitSize(1);
    }

    @Test
    void aRefusedRecordIsADeadLetterAtOnce() throws Exception {
        Destination destination = Destination.mains("test:refused");
        Received tried = new Received();
        EngineReceiver refusing = delivery -> {
            tried.receive(delivery);
            throw new EngineRecordRefusedException("on purpose", null);
        };
        one.receive("refusing", refusing, destination);

        one.send(destination, "k", "no").get(10, TimeUnit.SECONDS);

        assertThat(new DeadLetters("error.atomiton.engine.refusing").first().value())
                .isEqualTo("no".getBytes());
        assertThat(tried.deliveries()).hasSize(1);
    }

    @Test
    void withoutAGroupTheLastAttemptEndsIt() throws Exception {
        Destination destination = Destination.renderers("test:failing");
        Received tried = new Received();
        EngineReceiver failing = delivery -> {
            tried.receive(delivery);
            if (Received.value(delivery.record()).equals("bad")) {
                throw new IllegalStateException("on purpose");
            }
        };
        one.receive(null, failing, destination);

        one.send(destination, "k", "bad").get(10, TimeUnit.SECONDS);
        one.send(destination, "k", "good").get(10, TimeUnit.SECONDS);

        await().atMost(Duration.ofSeconds(10)).until(() -> tried.values().contains("good"));
        assertThat(tried.deliveries()).filteredOn(EngineDelivery::last).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsRefusedToItsSender() {
        CompletableFuture<Void> tooLarge = one.engine()
                .send(Destination.mains("test:large"), new EngineRecord("k", Map.of(), new byte[2_000_000]));
        CompletableFuture<Void> tooLong = one.send(Destination.process("-".repeat(150)), "k", "v");

        assertThat(tooLarge)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(EngineRecordRefusedException.class)
                .withMessageContaining("2000");
        assertThat(tooLong)
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(EngineRecordRefusedException.class)
                .withMessageContaining("249");
    }

    @Test
    void aStoppedEngineTakesNothingAndLeavesNoThread() throws Exception {
        Set<Thread> before = Set.copyOf(Thread.getAllStackTraces().keySet());
        EngineProcess process = new EngineProcess("stopped", QUICK);
        Received received = process.receive("all", new Received(), Destination.mains("x"), Destination.mains("y"));
        process.receive(null, new Received(), Destination.PRESENCE);
        process.receive(
                "failing",
                delivery -> {
                    throw new EngineRecordRefusedException("on purpose", null);
                },
                Destination.mains("z"));
        process.send(Destination.mains("z"), "k", "v").get(10, TimeUnit.SECONDS);
        new DeadLetters("error.atomiton.stopped.failing").first();

        CompletableFuture<Void> sent = process.send(Destination.mains("x"), "k", "v");
        process.engine().stop(Duration.ofSeconds(10));
        process.engine().stop(Duration.ofSeconds(10));

        assertThat(sent).isCompleted();
        assertThat(process.send(Destination.mains("x"), "k", "v")).isCompletedExceptionally();
        assertThatExceptionOfType(EventBusException.class)
                .isThrownBy(() -> process.engine().subscribe(Set.of(Destination.PRESENCE), null, received));
        process.close();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> !before.contains(thread))
                .extracting(Thread::getName)
                .noneMatch(
                        name -> name.matches("(atomiton|kafka-(producer|admin-client|coordinator)|KafkaConsumer).*")));
    }
}
