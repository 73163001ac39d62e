package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.EventType;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Cursor;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestEvents.State;
import com.atomiton.events.bus.TestProcesses.Collected;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** What events do between processes, whatever carries them. */
abstract class EventBusContract {

    TestProcesses processes;

    abstract TestProcesses newProcesses();

    @BeforeEach
    void start() {
        processes = newProcesses();
    }

    @AfterEach
    void stop() {
        processes.close();
    }

    @Test
    void anEventOfARendererReachesMainWithItsSender() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.name("editor"));
        Collected<Execute> payloads = collected();
        Collected<EventContext> contexts = collected();
        main.onEvent(Execute.class, (payload, context) -> {
            payloads.accept(payload);
            contexts.accept(context);
        });
        connect(main, renderer);

        Execute execute = new Execute("hello", Map.of("a", 1));
        EmitOptions options = EmitOptions.defaults().withHeader("tenant", "t1").withCorrelationId("c1");
        assertThat(renderer.emit(execute, options)).isEqualTo(EmitResult.ACCEPTED);

        payloads.awaitSize(1);
        assertThat(payloads.items()).containsExactly(execute);
        EventContext context = contexts.items().get(0);
        assertThat(context.name()).isEqualTo("conductor:execute");
        assertThat(context.sender().name()).isEqualTo("editor");
        assertThat(context.headers()).containsExactly(Map.entry("tenant", "t1"));
        assertThat(context.correlationId()).isEqualTo("c1");
        assertThat(context.isLocal()).isFalse();
        assertThat(context.redelivered()).isFalse();
    }

    @Test
    void anEventOfMainReachesAllRenderersUnderOneId() {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = processes.renderer();
        DefaultEventBus second = processes.renderer();
        Collected<String> ids = collected();
        first.onEvent(Result.class, (payload, context) -> ids.accept(context.id()));
        second.onEvent(Result.class, (payload, context) -> ids.accept(context.id()));
        connect(main, first, second);

        main.emit(new Result("e1", 42));

        ids.awaitSize(2);
        assertThat(ids.items()).hasSize(2).containsOnly(ids.items().get(0));
    }

    @Test
    void aTargetedEventReachesItsTargetAlone() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = processes.renderer(builder -> builder.name("first"));
        DefaultEventBus second = processes.renderer(builder -> builder.name("second"));
        Collected<String> received = collected();
        first.on(Result.class, result -> received.accept("first"));
        second.on(Result.class, result -> received.accept("second"));
        main.on(Result.class, result -> received.accept("main"));
        main.onEvent(
                Execute.class, (payload, context) -> main.emit(new Result("e1", 1), EmitOptions.to(context.sender())));
        connect(main, first, second);

        second.emit(new Execute("x", null));
        received.awaitSize(1);
        main.emitConfirmed(new Result("e2", 2)).get(5, TimeUnit.SECONDS);

        assertThat(received.items()).startsWith("second");
        assertThat(received.items()).containsExactlyInAnyOrder("second", "first", "second", "main");
    }

    @Test
    void onceBeforeEmitAlwaysSeesTheAnswer() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.onEvent(
                Execute.class,
                (payload, context) ->
                        main.emit(new Result(payload.blueprintId(), 1), EmitOptions.to(context.sender())));
        connect(main, renderer);

        Collected<String> answers = collected();
        for (int i = 0; i < 100; i++) {
            renderer.once(Result.class, result -> answers.accept(result.executionId()));
            renderer.emit(new Execute("run" + i, null));
            answers.awaitSize(i + 1);
        }

        assertThat(answers.items())
                .containsExactlyElementsOf(
                        IntStream.range(0, 100).mapToObj(i -> "run" + i).toList());
    }

    @Test
    void whatOneSenderDidIsSeenInItsOrderAcrossEventNames() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Object> received = collected();
        renderer.on("conductor:*", received::accept);
        connect(main, renderer);
        awaitInterest(main, "conductor:other");

        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Object payload = i % 3 == 0 ? new Result("e", i) : new Other(i);
            sent.add(payload);
        }
        renderer.on(Result.class, result -> {});
        renderer.on(Other.class, other -> {});
        sent.forEach(main::emit);

        received.awaitSize(sent.size());
        assertThat(received.items()).containsExactlyElementsOf(sent);
    }

    @Test
    void anUntypedListenerGetsPlainValuesForANameWithoutAType() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Object> received = collected();
        renderer.on("**", received::accept);
        connect(main, renderer);

        main.emit("ad-hoc.name", Map.of("list", List.of(1, "two")));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(Map.of("list", List.of(1, "two")));
    }

    @Test
    void aGenericPayloadComesBackAsItsType() {
        EventType<List<Result>> rows = EventType.of("rows", new ParameterizedTypeReference<>() {});
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<List<Result>> received = collected();
        renderer.on(rows, received::accept);
        connect(main, renderer);

        main.emit(rows, List.of(new Result("a", 1), new Result("b", 2)));

        received.awaitSize(1);
        assertThat(received.items().get(0)).containsExactly(new Result("a", 1), new Result("b", 2));
    }

    @Test
    void emitSaysThatNobodyListens() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);

        assertThat(main.emit(new Result("e", 1))).isEqualTo(EmitResult.NO_SUBSCRIBER);
        assertThat(renderer.emit(new Execute("x", null))).isEqualTo(EmitResult.NO_SUBSCRIBER);
    }

    @Test
    void whatARendererEmitsBeforeMainIsThereArrivesOnceAndInOrder() {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        for (int i = 0; i < 100; i++) {
            assertThat(renderer.emit(new Other(i))).isEqualTo(EmitResult.BUFFERED);
        }
        assertThat(renderer.emit(new Cursor(1, 2))).isEqualTo(EmitResult.DROPPED);
        DefaultEventBus main = processes.main();
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        main.on(Cursor.class, cursor -> received.accept(-1));
        main.start();

        received.awaitSize(100);
        assertThat(received.items())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
    }

    @Test
    void aClosedSubscriptionIsNotCalledAndThePeerLearnsOfIt() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Integer> received = collected();
        Subscription subscription = renderer.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);
        main.emit(new Other(1));
        received.awaitSize(1);

        subscription.close();
        subscription.close();
        org.awaitility.Awaitility.await().until(() -> main.emit(new Other(2)) == EmitResult.NO_SUBSCRIBER);

        assertThat(received.items()).containsExactly(1);
    }

    @Test
    void aListenerSeesOnlyTheOriginItAskedFor() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<String> received = collected();
        main.on(Other.class, other -> received.accept("local"), SubscribeOptions.origin(Origin.LOCAL));
        main.on(Other.class, other -> received.accept("remote"), SubscribeOptions.origin(Origin.REMOTE));
        connect(main, renderer);

        main.emitConfirmed(new Other(1)).get(5, TimeUnit.SECONDS);
        assertThat(received.items()).containsExactly("local");
        renderer.emitConfirmed(new Other(2)).get(5, TimeUnit.SECONDS);
        assertThat(received.items()).containsExactly("local", "remote");
    }

    @Test
    void aConfirmedEmitCompletesWhenAllListenersAreDone() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch mayEnd = new CountDownLatch(1);
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> {
            mayEnd.await();
            received.accept(other.number());
            throw new IllegalStateException("counts as consumed");
        });
        connect(main, renderer);

        var confirmed = main.emitConfirmed(new Other(7));
        assertThat(confirmed).isNotDone();
        mayEnd.countDown();
        confirmed.get(5, TimeUnit.SECONDS);

        assertThat(received.items()).containsOnly(7).hasSize(attempts());
    }

    /** How often a listener that fails is called. */
    int attempts() {
        return 1;
    }

    @Test
    void aConfirmedEmitFromAHandlerDoesNotWaitForItsOwnLane() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<String> done = collected();
        main.on(Execute.class, execute -> {
            main.emitConfirmed(new Other(1)).get(5, TimeUnit.SECONDS);
            done.accept("confirmed");
        });
        main.on(Other.class, other -> done.accept("other"));
        connect(main, renderer);

        renderer.emit(new Execute("x", null));

        done.awaitSize(2);
        assertThat(done.items()).containsExactly("confirmed", "other");
    }

    @Test
    void aListenerThatThrowsDisturbsNoOther() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.errorHandler((failure, context, listener) -> {
            throw new IllegalStateException("the error handler fails too");
        }));
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> {
            throw new StackOverflowError("on purpose");
        });
        renderer.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);

        main.emit(new Other(1));
        main.emit(new Other(2));

        received.awaitSize(2);
        assertThat(received.items()).containsExactly(1, 2);
        assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aListenerThatBlocksHoldsItsOwnLaneOnly() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch blocked = new CountDownLatch(1);
        Collected<String> received = collected();
        renderer.on(Other.class, other -> {
            blocked.await();
            received.accept("shared");
        });
        renderer.on(Other.class, other -> received.accept("named"), SubscribeOptions.lane("reports"));
        renderer.on(Other.class, other -> received.accept("direct"), SubscribeOptions.direct());
        renderer.handle(Execute.class, (execute, context) -> new Result("answered", 1));
        connect(main, renderer);
        awaitInterest(main, "conductor:execute");

        main.emit(new Other(1));
        received.awaitSize(2);
        Result result = main.request(new Execute("x", null), Result.class).get(5, TimeUnit.SECONDS);

        assertThat(result.executionId()).isEqualTo("answered");
        assertThat(received.items()).containsExactlyInAnyOrder("direct", "named");
        blocked.countDown();
        received.awaitSize(3);
    }

    @Test
    void aPayloadThatCannotBeReadIsReportedAndTheConnectionStays() {
        EventType<Map<String, Object>> asMap = EventType.of("conductor:other", new ParameterizedTypeReference<>() {});
        Collected<Throwable> failures = collected();
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(
                builder -> builder.errorHandler((failure, context, listener) -> failures.accept(failure)));
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);

        main.emit(asMap, Map.of("number", "not a number"));
        main.emit(asMap, Map.of("number", 5));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(5);
        assertThat(failures.items()).singleElement().isInstanceOf(EventSerializationException.class);
        assertThat(failures.items().get(0)).hasMessageContaining("number");
        assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void aPayloadLargerThanAFrameIsRefusedAtTheEmitAndTheConnectionStays() {
        DefaultEventBus main = processes.main(builder -> builder.maxFrameSize(70_000));
        DefaultEventBus renderer = processes.renderer(builder -> builder.maxFrameSize(70_000));
        Collected<String> received = collected();
        main.on(Execute.class, execute -> received.accept(execute.blueprintId()));
        connect(main, renderer);

        assertThatThrownBy(() -> renderer.emit(new Execute("x".repeat(70_001), null)))
                .isInstanceOf(EventSerializationException.class)
                .hasMessageContaining("conductor:execute")
                .hasMessageContaining("70000")
                .hasMessageContaining("atomiton.events.max-frame-size");
        renderer.emit(new Execute("small", null));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly("small");
    }

    @Test
    void aLargePayloadArrivesWhole() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<String> received = collected();
        main.on(Execute.class, execute -> received.accept(execute.blueprintId()));
        connect(main, renderer);
        String large = "ä".repeat(2_000_000);

        renderer.emit(new Execute(large, null));

        received.awaitSize(1);
        assertThat(received.items().get(0)).isEqualTo(large);
    }

    @Test
    void aRetainedEventIsGivenToAListenerThatComesLater() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(new State("first"));
        main.emit(new State("last"));

        Collected<String> received = collected();
        renderer.on(State.class, state -> received.accept(state.text()));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly("last");
    }

    @Test
    void ofTheLatestEventsThatWaitOnlyTheNewestOfEachKeyIsSent() {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        for (int percent = 0; percent <= 100; percent++) {
            renderer.emit(new Progress("a", percent));
            renderer.emit(new Progress("b", percent));
        }
        DefaultEventBus main = processes.main();
        Collected<Progress> received = collected();
        main.on(Progress.class, received::accept);
        main.on(Other.class, other -> received.accept(new Progress("end", 0)));
        renderer.emit(new Other(1));
        main.start();

        received.awaitSize(3);
        assertThat(received.items())
                .containsExactly(new Progress("a", 100), new Progress("b", 100), new Progress("end", 0));
    }

    @Test
    void aListenerThatIsSlowerThanTheLatestEventsGetsTheNewestNext() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Progress> received = collected();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        renderer.on(Progress.class, progress -> {
            received.accept(progress);
            busy.countDown();
            goOn.await();
        });
        connect(main, renderer);
        main.emit(new Progress("a", 0));
        busy.await();
        try {
            for (int percent = 1; percent <= 500; percent++) {
                main.emit(new Progress("a", percent));
                main.emit(new Progress("b", percent));
            }
            // One is being handled, and two are waited for: all the others are off main's mind.
            await().until(() -> main.sessions().iterator().next().outbound().events() == 3);
        } finally {
            goOn.countDown();
        }

        received.awaitSize(3);
        assertThat(received.items())
                .containsExactly(new Progress("a", 0), new Progress("a", 500), new Progress("b", 500));
        await().until(() -> main.sessions().iterator().next().outbound().events() == 0);
    }

    @Test
    void eventsAreWrittenAtTheLatestWhenTheLingerIsOver() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer =
                processes.renderer(builder -> builder.batch(java.time.Duration.ofMillis(10), 64 * 1024));
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);

        for (int i = 0; i < 50; i++) {
            renderer.emit(new Other(i));
        }

        received.awaitSize(50);
        assertThat(received.items())
                .containsExactlyElementsOf(IntStream.range(0, 50).boxed().toList());
    }
}
