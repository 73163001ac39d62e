package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.DeadLetter;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventType;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.transport.memory.MemoryHub;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** What becomes of events that listeners cannot handle. */
class DeadLetterTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Collected<String> counted = collected();
    private final Collected<Throwable> reported = collected();
    private final BusTelemetry telemetry = new BusTelemetry() {
        @Override
        public void deadLettered(String event, String reason) {
            counted.accept(event + " " + reason);
        }

        @Override
        public void dropped(String event, String reason) {
            counted.accept(event + " dropped: " + reason);
        }
    };

    @AfterEach
    void close() {
        processes.close();
    }

    private DefaultEventBus main() {
        return processes.main(builder ->
                builder.telemetry(telemetry).errorHandler((failure, event, listener) -> reported.accept(failure)));
    }

    private static DeadLetter awaitLetter(DefaultEventBus bus) {
        await().until(() -> bus.deadLetters().size() == 1);
        return bus.deadLetters().iterator().next();
    }

    @Test
    void anEventWhoseListenerThrewIsKeptAsItCameAndConfirmed() throws Exception {
        DefaultEventBus main = main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.name("editor"));
        main.on(
                Execute.class,
                execute -> {
                    throw new IllegalStateException("no such blueprint");
                },
                SubscribeOptions.defaults().withDescription("the conductor"));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");

        renderer.emitConfirmed(new Execute("hello", 1)).get(5, TimeUnit.SECONDS);
        renderer.emit(
                new Execute("hello", 2),
                EmitOptions.defaults().withHeader("tenant", "t1").withCorrelationId("c1"));

        await().until(() -> main.deadLetters().size() == 2);
        DeadLetter letter = main.deadLetters().stream().skip(1).findFirst().orElseThrow();
        assertThat(letter.event().name()).isEqualTo("conductor:execute");
        assertThat(letter.event().sender().name()).isEqualTo("editor");
        assertThat(letter.event().headers()).containsEntry("tenant", "t1");
        assertThat(letter.event().correlationId()).isEqualTo("c1");
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.LISTENER_FAILED);
        assertThat(letter.failure()).contains("IllegalStateException", "no such blueprint");
        assertThat(letter.listener()).isEqualTo("the conductor");
        assertThat(counted.items()).hasSize(2).containsOnly("conductor:execute listener-failed");
        assertThat(reported.items()).hasSize(2);
    }

    @Test
    void whatCannotBeDecodedIsKeptWithItsBytes() {
        DefaultEventBus main = processes.main(builder -> builder.telemetry(telemetry)
                .codecs(jsonOnly())
                .errorHandler((failure, event, listener) -> reported.accept(failure)));
        DefaultEventBus renderer = processes.renderer(builder -> builder.codecs(jsonOnly()));
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");

        renderer.emit(EventType.of("conductor:other", String.class), "not a record");

        DeadLetter letter = awaitLetter(main);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.UNREADABLE);
        assertThat(letter.codec()).isEqualTo("json");
        assertThat(new String(letter.body(), StandardCharsets.UTF_8)).isEqualTo("\"not a record\"");
        assertThat(counted.items()).containsExactly("conductor:other unreadable");
        assertThat(main.redeliver(letter.id())).isTrue();
        await().until(() -> counted.items().size() == 2);
        assertThat(awaitLetter(main).id()).isNotEqualTo(letter.id());
        assertThat(received.items()).isEmpty();
    }

    private static java.util.List<com.atomiton.events.codec.EventCodec> jsonOnly() {
        return com.atomiton.events.codec.JacksonEventCodecs.available(
                        tools.jackson.databind.json.JsonMapper.builder().build(),
                        com.atomiton.events.codec.CodecOptions.defaults())
                .stream()
                .filter(codec -> codec.name().equals("json"))
                .toList();
    }

    @Test
    void aRedeliveredLetterGoesToTheListenerThatFailedAloneAndInItsLane() {
        DefaultEventBus main = main();
        DefaultEventBus renderer = processes.renderer();
        AtomicBoolean broken = new AtomicBoolean(true);
        Collected<String> handled = collected();
        main.on(
                Execute.class,
                execute -> {
                    if (broken.get()) {
                        throw new IllegalStateException("broken");
                    }
                    handled.accept(execute.blueprintId() + " on "
                            + Thread.currentThread().getName());
                },
                SubscribeOptions.lane("repaired"));
        main.on(Execute.class, execute -> handled.accept("the other listener"));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");
        renderer.emit(new Execute("hello", null));
        DeadLetter letter = awaitLetter(main);
        handled.awaitSize(1);

        broken.set(false);
        assertThat(main.redeliver(letter.id())).isTrue();

        handled.awaitSize(2);
        assertThat(handled.items()).containsExactly("the other listener", "hello on atomiton-events-lane-repaired-1");
        assertThat(main.deadLetters()).isEmpty();
        assertThat(main.redeliver(letter.id())).isFalse();
    }

    @Test
    void aLetterWhoseListenerHasLeftStaysUntilItIsDiscarded() {
        DefaultEventBus main = main();
        Subscription subscription = main.on(Other.class, other -> {
            throw new IllegalStateException("broken");
        });
        main.emit(new Other(7));
        DeadLetter letter = awaitLetter(main);
        subscription.close();

        assertThat(main.redeliver(letter.id())).isFalse();
        assertThat(new String(awaitLetter(main).body(), StandardCharsets.UTF_8)).isEqualTo("{\"number\":7}");
        assertThat(main.discard(letter.id())).isTrue();
        assertThat(main.deadLetters()).isEmpty();
    }

    @Test
    void theOldestLetterMakesWayForTheNewestAndIsCounted() {
        DefaultEventBus main = main();
        main.on(Other.class, other -> {
            throw new IllegalStateException("broken " + other.number());
        });

        for (int i = 0; i < DeadLetters.CAPACITY + 3; i++) {
            main.emit(new Other(i));
        }

        await().until(() -> counted.items().contains("conductor:other dropped: dead-letters-full"));
        await().until(() -> reported.items().size() == DeadLetters.CAPACITY + 3);
        await().until(() -> counted.items().stream()
                        .filter(text -> text.contains("dropped"))
                        .count()
                == 3);
        assertThat(main.deadLetters()).hasSize(DeadLetters.CAPACITY);
        assertThat(main.deadLetters().iterator().next().failure()).endsWith("broken 3");
    }

    @Test
    void lettersAreBoundedInBytesToo() {
        DefaultEventBus main = main();
        DefaultEventBus renderer = processes.renderer();
        main.on(Execute.class, execute -> {
            throw new IllegalStateException("broken");
        });
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");
        String large = "x".repeat(6 * 1024 * 1024);

        for (int i = 0; i < 4; i++) {
            renderer.emit(new Execute(large, i));
        }

        await().until(() -> counted.items().size() == 6);
        assertThat(main.deadLetters()).hasSize(2);
    }

    @Test
    void withRetryAFailingListenerIsCalledAgainBeforeTheNextEventAndOnlyTheLastFailureCounts() {
        RetryTemplate retry = new RetryTemplate(
                RetryPolicy.builder().maxRetries(2).delay(Duration.ofMillis(1)).build());
        DefaultEventBus main = processes.main(builder -> builder.telemetry(telemetry)
                .retry(retry)
                .errorHandler((failure, event, listener) -> reported.accept(failure)));
        Collected<Integer> calls = collected();
        main.on(Other.class, other -> {
            calls.accept(other.number());
            boolean second =
                    calls.items().stream().filter(number -> number == 2).count() == 2;
            if (other.number() == 1 || other.number() == 2 && !second) {
                throw new IllegalStateException("broken " + other.number());
            }
        });

        main.emit(new Other(1));
        main.emit(new Other(2));
        main.emit(new Other(3));

        calls.awaitSize(6);
        assertThat(calls.items()).containsExactly(1, 1, 1, 2, 2, 3);
        assertThat(awaitLetter(main).failure()).endsWith("broken 1");
        assertThat(reported.items()).singleElement().isInstanceOf(IllegalStateException.class);
    }
}
