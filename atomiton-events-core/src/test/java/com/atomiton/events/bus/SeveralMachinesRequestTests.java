package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests between several mains and renderers that meet through an engine. */
class SeveralMachinesRequestTests extends SeveralMachines {

    @Test
    void twoMainsShareRequestsAndEachIsAnsweredOnce() throws Exception {
        Collected<String> answered = collected();
        DefaultEventBus first = main("first");
        DefaultEventBus second = main("second");
        for (DefaultEventBus main : List.of(first, second)) {
            String name = main == first ? "first" : "second";
            main.handle(Execute.class, (execute, context) -> {
                answered.accept(execute.blueprintId());
                return new Result(name, 1);
            });
        }
        DefaultEventBus renderer = renderer("editor");
        startAll(first, second, renderer);

        List<CompletableFuture<Result>> replies = IntStream.range(0, 100)
                .mapToObj(i -> renderer.request(run(i), Result.class))
                .toList();
        List<String> answerers = new ArrayList<>();
        for (CompletableFuture<Result> reply : replies) {
            answerers.add(get(reply).executionId());
        }

        assertThat(answered.items()).hasSize(100).doesNotHaveDuplicates();
        assertThat(answerers).contains("first", "second");
    }

    @Test
    void mainsOfOneNameAreEqualsAndNoneTakesTheOthersPlace() throws Exception {
        DefaultEventBus first = main("replica");
        DefaultEventBus second = main("replica");
        for (DefaultEventBus main : List.of(first, second)) {
            main.handle(Execute.class, (execute, context) -> new Result(main == first ? "first" : "second", 1));
        }
        DefaultEventBus renderer = renderer("editor");
        Collected<ConnectionStateChanged> changes = collected();
        renderer.onConnectionState(changes::accept);
        startAll(first, second, renderer);

        Set<String> answerers = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            answerers.add(get(renderer.request(run(i), Result.class)).executionId());
        }

        assertThat(answerers).containsExactlyInAnyOrder("first", "second");
        assertThat(renderer.peers()).hasSize(2);
        assertThat(changes.items())
                .extracting(ConnectionStateChanged::current)
                .doesNotContain(ConnectionState.DISCONNECTED);
    }

    @Test
    void whatAMainThatWasKilledHadTakenFailsAndTheOtherTakesWhatComesLater() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        DefaultEventBus doomed = main("doomed");
        doomed.handle(Execute.class, (execute, context) -> {
            begun.countDown();
            return new CompletableFuture<Result>();
        });
        DefaultEventBus renderer = renderer("editor");
        startAll(doomed, renderer);
        CompletableFuture<Result> inFlight = renderer.request(run(0), Result.class);
        assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();

        DefaultEventBus other = main("other");
        other.handle(Execute.class, (execute, context) -> new Result("other", 1));
        other.start();
        await().until(() -> renderer.peers().size() == 2);
        engines.get(0).kill();

        assertThatThrownBy(() -> get(inFlight))
                .cause()
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("doomed")
                .hasMessageContaining("atomiton.events.heartbeat.timeout");
        for (int i = 1; i <= 10; i++) {
            assertThat(get(renderer.request(run(i), Result.class)).executionId())
                    .isEqualTo("other");
        }
    }

    @Test
    void cancellingReachesTheMainThatHasTakenTheRequest() {
        Collected<RequestContext> contexts = collected();
        DefaultEventBus first = main("first");
        DefaultEventBus second = main("second");
        for (DefaultEventBus main : List.of(first, second)) {
            main.handle(Execute.class, (execute, context) -> {
                contexts.accept(context);
                return new CompletableFuture<Result>();
            });
        }
        DefaultEventBus renderer = renderer("editor");
        startAll(first, second, renderer);

        List<CompletableFuture<Result>> requests = IntStream.range(0, 10)
                .mapToObj(i -> renderer.request(run(i), Result.class))
                .toList();
        contexts.awaitSize(10);
        requests.forEach(request -> request.cancel(true));

        await().until(() -> contexts.items().stream().allMatch(RequestContext::isCancelled));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "editor")
    void aRendererThatWasSilentForTooLongIsFoundAgainAndGetsWhatIsSentToItThen(@Nullable String name) throws Exception {
        DefaultEventBus main = main("main");
        main.handle(Execute.class, (execute, context) -> new Result(execute.blueprintId(), 1));
        DefaultEventBus renderer = processes.renderer(builder -> lively(builder).name(name));
        startAll(main, renderer);
        for (int i = 0; i < 3; i++) {
            assertThat(get(renderer.request(run(i), Result.class)).executionId())
                    .isEqualTo("b" + i);
        }

        engines.get(1).mute(true);
        await().until(() -> main.peers().isEmpty());
        engines.get(1).mute(false);
        await().until(() -> main.peers().size() == 1);

        for (int i = 3; i < 6; i++) {
            assertThat(get(renderer.request(run(i), Result.class)).executionId())
                    .isEqualTo("b" + i);
        }
    }

    @Test
    void aRequestThatNoMainAnswersFailsAtOnceAndOneWithoutMainsWaits() throws Exception {
        DefaultEventBus renderer = renderer("editor");
        renderer.start();
        CompletableFuture<Result> early = renderer.request(run(1), Result.class);
        DefaultEventBus main = main("main");
        main.handle(Execute.class, (execute, context) -> new Result("here", 1));
        startAll(main, renderer);
        assertThat(get(early).executionId()).isEqualTo("here");

        assertThatThrownBy(() -> get(renderer.request(new Other(1), Result.class)))
                .cause()
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void aRequestWhoseAskerHasGivenUpIsNotAnsweredByAMainThatComesLater() {
        Collected<String> answered = collected();
        DefaultEventBus renderer = renderer("editor");
        renderer.on(Result.class, result -> {});
        renderer.start();
        CompletableFuture<Result> gaveUp =
                renderer.request(run(1), Result.class, RequestOptions.timeout(Duration.ofMillis(20)));
        assertThatThrownBy(() -> get(gaveUp)).isNotNull();
        DefaultEventBus main = main("main");
        main.handle(Execute.class, (execute, context) -> {
            answered.accept(execute.blueprintId());
            return new Result("late", 1);
        });
        startAll(main, renderer);

        assertThat(renderer.request(run(2), Result.class)).succeedsWithin(Duration.ofSeconds(5));
        assertThat(answered.items()).containsExactly("b2");
        assertThat(broker.deadLetters()).isEmpty();
    }

    @Test
    void aListenerThatTakesLongKeepsNoRequestWaiting() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        CountDownLatch busy = new CountDownLatch(1);
        DefaultEventBus main = main("main");
        main.on(Other.class, other -> {
            busy.countDown();
            goOn.await();
        });
        main.handle(Execute.class, (execute, context) -> new Result("meanwhile", 1));
        DefaultEventBus renderer = renderer("editor");
        startAll(main, renderer);

        renderer.emit(new Other(1));
        busy.await();
        try {
            for (int i = 0; i < 20; i++) {
                assertThat(get(renderer.request(run(i), Result.class)).executionId())
                        .isEqualTo("meanwhile");
            }
        } finally {
            goOn.countDown();
        }
    }
}
