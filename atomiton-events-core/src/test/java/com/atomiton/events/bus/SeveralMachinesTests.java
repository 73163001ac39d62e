package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.DeadLetter;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventType;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.engine.Destination;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** Events between several mains and renderers that meet through an engine. */
class SeveralMachinesTests extends SeveralMachines {

    @Test
    void anEventOfARendererIsTakenByOneMainAndOneOfAMainByAllRenderers() throws Exception {
        Collected<Integer> taken = collected();
        Collected<String> shown = collected();
        DefaultEventBus first = main("first");
        DefaultEventBus second = main("second");
        first.on(Other.class, other -> taken.accept(other.number()));
        second.on(Other.class, other -> taken.accept(other.number()));
        DefaultEventBus left = renderer("left");
        DefaultEventBus right = renderer("right");
        left.on(Result.class, result -> shown.accept("left " + result.executionId()));
        right.on(Result.class, result -> shown.accept("right " + result.executionId()));
        startAll(first, second, left, right);

        for (int i = 0; i < 20; i++) {
            left.emit(new Other(i));
        }
        left.emitConfirmed(new Other(20)).get(5, TimeUnit.SECONDS);
        first.emitConfirmed(new Result("of first", 1)).get(5, TimeUnit.SECONDS);
        second.emitConfirmed(new Result("of second", 1)).get(5, TimeUnit.SECONDS);

        assertThat(taken.items()).hasSize(21).doesNotHaveDuplicates();
        assertThat(shown.items())
                .containsExactlyInAnyOrder("left of first", "right of first", "left of second", "right of second");
    }

    @Test
    void whatFailsIsGivenAgainOnlyToTheListenerThatFailedAndThenIsADeadLetter() {
        Collected<String> calls = collected();
        Collected<Throwable> failures = collected();
        DefaultEventBus main =
                main("main", builder -> builder.errorHandler((failure, context, listener) -> failures.accept(failure)));
        main.on(Other.class, other -> calls.accept("healthy"));
        main.on(Other.class, other -> {
            calls.accept("broken");
            throw new IllegalStateException("on purpose");
        });
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);

        renderer.emit(new Other(1));

        await().until(() -> !broker.deadLetters().isEmpty());
        assertThat(calls.items()).containsExactly("healthy", "broken", "broken", "broken");
        assertThat(failures.items()).singleElement().isInstanceOf(IllegalStateException.class);
        assertThat(main.deadLetters())
                .extracting(DeadLetter::reason)
                .containsExactly(DeadLetter.Reason.LISTENER_FAILED);
        assertThat(broker.deadLetters())
                .singleElement()
                .satisfies(record -> assertThat(new String(record.value())).contains("1"));
    }

    @Test
    void whatCannotBeReadIsADeadLetterAtOnce() {
        Collected<Throwable> failures = collected();
        DefaultEventBus main =
                main("main", builder -> builder.errorHandler((failure, context, listener) -> failures.accept(failure)));
        main.on(Other.class, other -> {});
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);

        renderer.emit(EventType.of("conductor:other", Object.class), Map.of("number", "not a number"));

        await().until(() -> !broker.deadLetters().isEmpty());
        assertThat(failures.items()).hasSize(1);
        assertThat(main.deadLetters()).extracting(DeadLetter::reason).containsExactly(DeadLetter.Reason.UNREADABLE);
    }

    @Test
    void whatIsEmittedWhileTheBrokerIsDownArrivesOnceAndInOrderWhenItIsUp() {
        Collected<Integer> received = collected();
        DefaultEventBus main = main("main");
        main.on(Other.class, other -> received.accept(other.number()));
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);
        broker.down(true);
        await().until(() -> renderer.connectionState() == ConnectionState.DISCONNECTED);
        assertThat(renderer.sessions()).isNotEmpty();

        for (int i = 0; i < 100; i++) {
            assertThat(renderer.emit(new Other(i))).isEqualTo(EmitResult.BUFFERED);
        }
        broker.down(false);

        received.awaitSize(100);
        await().until(() -> renderer.connectionState() == ConnectionState.CONNECTED);
        assertThat(received.items())
                .containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
        assertThat(main.peers()).hasSize(1);
    }

    @Test
    void anEventThatLooksDifferentAtItsSenderIsRefusedIfThatIsAskedFor() {
        record Different(String text) {}
        EventType<Different> different = EventType.of("conductor:other", Different.class);
        EventType<Different> request = EventType.of("conductor:execute", Different.class);
        Collected<Other> received = collected();
        DefaultEventBus main = main("main", builder -> builder.contractCheck(ContractCheck.FAIL));
        main.on(Other.class, received::accept);
        main.handle(Execute.class, (execute, context) -> new Result("not asked", 1));
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);

        renderer.emit(different, new Different("x"));
        CompletableFuture<Result> refused = renderer.request(
                request, new Different("x"), new ParameterizedTypeReference<Result>() {}, RequestOptions.defaults());

        assertThatThrownBy(() -> get(refused))
                .cause()
                .isInstanceOf(RemoteEventException.class)
                .hasMessageContaining("'conductor:execute' looks different");
        await().until(() -> broker.deadLetters().size() == 1);
        assertThat(received.items()).isEmpty();
    }

    @Test
    void whatTheEngineBringsTwiceIsHandledOnce() throws Exception {
        Collected<Integer> received = collected();
        DefaultEventBus main = main("main");
        main.on(Other.class, other -> received.accept(other.number()));
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);
        get(renderer.emitConfirmed(new Other(1)));

        Destination destination = Destination.mains("conductor:other");
        engines.get(1).send(destination, broker.records(destination).get(0)).join();
        get(renderer.emitConfirmed(new Other(2)));

        await().until(() -> broker.isConsumed(destination));
        assertThat(received.items()).containsExactly(1, 2);
    }

    @Test
    void aNamedRendererFindsWhatWasSentWhileItWasAway() {
        DefaultEventBus main = main("main");
        DefaultEventBus renderer = renderer("editor");
        renderer.on(Other.class, other -> {});
        startAll(main, renderer);
        renderer.stop();
        await().until(() -> main.peers().isEmpty());

        main.emit(new Other(7));
        Collected<Integer> received = collected();
        DefaultEventBus again = renderer("editor");
        again.on(Other.class, other -> received.accept(other.number()));
        again.start();

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(7);
    }

    @Test
    void aPatternSeesWhatANameSeesAndEachSeesItOnce() {
        Collected<String> received = collected();
        DefaultEventBus main = main("main");
        DefaultEventBus byName = renderer("by-name");
        DefaultEventBus byPattern = renderer("by-pattern");
        byName.on(Other.class, other -> received.accept("name"));
        byPattern.on("conductor:*", other -> received.accept("pattern"));
        startAll(main, byName, byPattern);

        main.emit(new Other(1));
        main.emit(new Other(2));

        received.awaitSize(4);
        assertThat(received.items()).containsExactlyInAnyOrder("name", "pattern", "name", "pattern");
    }

    @Test
    void aTargetedEventGoesToItsTargetAloneAlsoIfThatHasJustBegunToListen() {
        DefaultEventBus first = main("first");
        DefaultEventBus second = main("second");
        for (DefaultEventBus main : List.of(first, second)) {
            main.onEvent(
                    Execute.class,
                    (execute, context) ->
                            main.emit(new Result(execute.blueprintId(), 1), EmitOptions.to(context.sender())));
        }
        DefaultEventBus left = renderer("left");
        DefaultEventBus right = renderer("right");
        Collected<String> received = collected();
        right.on(Result.class, result -> received.accept("right " + result.executionId()));
        startAll(first, second, left, right);

        for (int i = 0; i < 20; i++) {
            int number = received.items().size() + 1;
            left.once(Result.class, result -> received.accept("left " + result.executionId()));
            left.emit(run(i));
            received.awaitSize(number);
        }

        assertThat(received.items())
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> "left b" + i).toList());
    }

    @Test
    void aProcessThatAppearsIsAnsweredByThoseOfTheOtherRoleAlone() {
        DefaultEventBus main = processes.main(builder -> builder.name("main"));
        DefaultEventBus left = processes.renderer(builder -> builder.name("left"));
        startAll(main, left);
        long saidByLeft = signsOfLife("left");
        long saidByMain = signsOfLife("main");

        for (int i = 0; i < 8; i++) {
            DefaultEventBus another = processes.renderer();
            another.start();
            await().until(() -> another.connectionState() == ConnectionState.CONNECTED);
        }

        assertThat(signsOfLife("main")).isGreaterThanOrEqualTo(saidByMain + 8);
        assertThat(signsOfLife("left"))
                .as("but for those that came late, or by the clock")
                .isLessThan(saidByLeft + 4);
    }

    private long signsOfLife(String name) {
        return broker.records(Destination.PRESENCE).stream()
                .filter(record -> name.equals(record.headers().get("atomiton-sender-name")))
                .count();
    }

    @Test
    void aMainThatStopsListeningToOneNameGoesOnWithTheOthers() throws Exception {
        Collected<String> received = collected();
        DefaultEventBus main = main("main");
        main.on(Other.class, other -> received.accept("other " + other.number()));
        Subscription results = main.on(Result.class, result -> received.accept("result"));
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);
        get(renderer.emitConfirmed(new Other(1)));

        results.close();
        await().until(() -> renderer.emit(new Result("e", 1)) == EmitResult.NO_SUBSCRIBER);
        await().until(() -> renderer.emit(new Other(2)) == EmitResult.ACCEPTED);

        await().until(() -> received.items().contains("other 2"));
    }
}
