package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** What requests do between processes, whatever carries them. */
abstract class RequestContract {

    static final Execute REQUEST = new Execute("hello", null);

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

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    @Test
    void eachAskerGetsItsOwnReply() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = processes.renderer();
        DefaultEventBus second = processes.renderer();
        main.handle(
                Execute.class,
                (execute, context) -> new Result(
                        execute.blueprintId() + " for " + context.sender().id(), 1));
        connect(main, first, second);

        List<CompletableFuture<Result>> ofFirst = IntStream.range(0, 50)
                .mapToObj(i -> first.request(new Execute("a" + i, null), Result.class))
                .toList();
        List<CompletableFuture<Result>> ofSecond = IntStream.range(0, 50)
                .mapToObj(i -> second.request(new Execute("b" + i, null), Result.class))
                .toList();

        for (int i = 0; i < 50; i++) {
            assertThat(get(ofFirst.get(i)).executionId()).startsWith("a" + i + " for ");
            assertThat(get(ofSecond.get(i)).executionId()).startsWith("b" + i + " for ");
        }
    }

    @Test
    void progressComesInOrderAndBeforeTheReply() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Object> seen = collected();
        main.handle(Execute.class, (execute, context) -> {
            for (int i = 1; i <= 100; i++) {
                context.progress(i);
            }
            return new Result("done", 1);
        });
        connect(main, renderer);

        RequestOptions options = RequestOptions.defaults().onProgress(Integer.class, seen::accept);
        renderer.request(REQUEST, Result.class, options)
                .thenAccept(seen::accept)
                .get(5, TimeUnit.SECONDS);

        assertThat(seen.items()).hasSize(101).startsWith(1, 2, 3).endsWith(99, 100, new Result("done", 1));
    }

    @Test
    void aFailureComesBackWithItsTypeMessageStackAndCause() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            throw new IllegalStateException("node 'a': <broken>", new java.io.IOException("disk full"));
        });
        connect(main, renderer);

        assertThatThrownBy(() -> get(renderer.request(REQUEST, Result.class)))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(RemoteEventException.class, failure -> {
                    assertThat(failure.getMessage()).isEqualTo("node 'a': <broken>");
                    assertThat(failure.remoteType()).isEqualTo("java.lang.IllegalStateException");
                    assertThat(failure.remoteStack()).contains("RequestContract");
                    assertThat(failure.getCause()).hasMessage("disk full");
                    assertThat(failure.eventName()).isEqualTo("conductor:execute");
                    assertThat(failure.peer()).isNotNull();
                    assertThat(failure.toString()).contains("conductor:execute", "main");
                });
        main.handle(
                EventType.of("later", Execute.class),
                (execute, context) -> CompletableFuture.failedFuture(new IllegalArgumentException("asynchronously")));
        awaitInterest(renderer, "later");
        assertThatThrownBy(() -> get(renderer.request(
                        EventType.of("later", Execute.class),
                        REQUEST,
                        new ParameterizedTypeReference<String>() {},
                        RequestOptions.defaults())))
                .cause()
                .isInstanceOf(RemoteEventException.class)
                .hasMessage("asynchronously");
    }

    @Test
    void aRequestThatNobodyAnswersFailsAtOnce() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);

        assertThatThrownBy(() -> get(renderer.request(REQUEST, Result.class)))
                .cause()
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("conductor:execute")
                .hasMessageContaining("main");
        assertThatThrownBy(() -> get(main.request(REQUEST, Result.class)))
                .cause()
                .isInstanceOf(NoHandlerException.class);
    }

    @Test
    void mainAsksTheOnlyRendererThatAnswersAndSaysSoIfThereAreSeveral() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = processes.renderer(builder -> builder.name("first"));
        DefaultEventBus second = processes.renderer(builder -> builder.name("second"));
        first.handle(Execute.class, (execute, context) -> new Result("first", 1));
        connect(main, first, second);
        assertThat(get(main.request(REQUEST, Result.class)).executionId()).isEqualTo("first");

        second.handle(Execute.class, (execute, context) -> new Result("second", 2));
        awaitInterest(main, "conductor:execute");

        assertThatThrownBy(() -> get(main.request(REQUEST, Result.class)))
                .cause()
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("first")
                .hasMessageContaining("second");
        var target = main.peers().stream()
                .filter(peer -> "second".equals(peer.name()))
                .findFirst()
                .orElseThrow();
        assertThat(get(main.request(REQUEST, Result.class, RequestOptions.to(target)))
                        .executionId())
                .isEqualTo("second");
    }

    @Test
    void aLocalHandlerAnswersWithoutALoopThroughAPeer() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        IllegalStateException failure = new IllegalStateException("as it was");
        renderer.handle(Execute.class, (execute, context) -> {
            context.progress(50);
            if (execute.input() != null) {
                throw failure;
            }
            return new Result("local " + context.isLocal(), 1);
        });
        Collected<Integer> progress = collected();
        connect(main, renderer);

        RequestOptions options = RequestOptions.defaults().onProgress(Integer.class, progress::accept);
        assertThat(get(renderer.request(REQUEST, Result.class, options)).executionId())
                .isEqualTo("local true");
        assertThat(progress.items()).containsExactly(50);
        assertThatThrownBy(() -> get(renderer.request(new Execute("x", "fail"), Result.class)))
                .hasCause(failure);
        assertThatThrownBy(() -> get(renderer.request(REQUEST, String.class)))
                .cause()
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("Result");
    }

    @Test
    void aSecondHandlerOfANameIsRefused() {
        DefaultEventBus bus = processes.main();
        Subscription first = bus.handle(Execute.class, (execute, context) -> null);

        assertThatThrownBy(() -> bus.handle(Execute.class, (execute, context) -> null))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("conductor:execute")
                .hasMessageContaining("two handlers");
        first.close();
        bus.handle(Execute.class, (execute, context) -> null);
    }

    @Test
    void aTimeoutCancelsTheHandlerAndFreesTheAsker() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<RequestContext> contexts = collected();
        CompletableFuture<Result> never = new CompletableFuture<>();
        main.handle(Execute.class, (execute, context) -> {
            contexts.accept(context);
            return never;
        });
        connect(main, renderer);

        Instant before = Instant.now();
        assertThatThrownBy(() ->
                        get(renderer.request(REQUEST, Result.class, RequestOptions.timeout(Duration.ofMillis(300)))))
                .cause()
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("conductor:execute")
                .hasMessageContaining("300 ms")
                .hasMessageContaining("atomiton.events.request.timeout");

        contexts.awaitSize(1);
        RequestContext context = contexts.items().get(0);
        assertThat(context.deadline()).isBetween(before, before.plusSeconds(5));
        await().until(context::isCancelled);
        await().until(never::isCancelled);
        await().untilAsserted(() -> assertThat(
                        main.sessions().iterator().next().outbound().events())
                .isZero());
    }

    @Test
    void cancellingTheFutureTellsTheHandler() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<RequestContext> contexts = collected();
        CountDownLatch end = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            contexts.accept(context);
            end.await();
            return new Result("too late", 1);
        });
        connect(main, renderer);

        CompletableFuture<Result> request = renderer.request(REQUEST, Result.class);
        contexts.awaitSize(1);
        request.cancel(true);

        await().until(() -> contexts.items().get(0).isCancelled());
        end.countDown();
        await().untilAsserted(() -> assertThat(
                        renderer.sessions().iterator().next().outbound().events())
                .isZero());
    }

    @Test
    void aRequestWaitsForMainAndIsAnsweredWhenItIsThere() throws Exception {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        CompletableFuture<Result> request = renderer.request(REQUEST, Result.class);
        DefaultEventBus main = processes.main();
        main.handle(Execute.class, (execute, context) -> new Result("here", 1));
        main.start();

        assertThat(get(request).executionId()).isEqualTo("here");
    }

    /** Whoever gives up takes back what waits. */
    void awaitNothingWaits(DefaultEventBus bus) {
        assertThat(bus.sessions().iterator().next().outbound().events()).isZero();
    }

    /** What an asker is told that no main was there. */
    String timedOutWithoutMain() {
        return "no connection to main";
    }

    @Test
    void aRequestThatTimesOutBeforeThereIsAConnectionIsNeverSent() {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        assertThatThrownBy(() ->
                        get(renderer.request(REQUEST, Result.class, RequestOptions.timeout(Duration.ofMillis(50)))))
                .cause()
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining(timedOutWithoutMain());

        awaitNothingWaits(renderer);
    }

    @Test
    void aRequestToTheAskerItselfIsRefusedWithTheReason() {
        DefaultEventBus main = processes.main();
        main.handle(Execute.class, (execute, context) -> new Result("here", 1));
        DefaultEventBus renderer = processes.renderer();
        Collected<Peer> self = collected();
        renderer.onEvent(Other.class, (other, context) -> self.accept(context.sender()));
        connect(main, renderer);
        renderer.emit(new Other(1));
        self.awaitSize(1);

        assertThatThrownBy(() -> get(renderer.request(
                        REQUEST, Result.class, RequestOptions.to(self.items().get(0)))))
                .cause()
                .isInstanceOf(NoHandlerException.class)
                .hasMessageContaining("RequestOptions.to names this process itself");
    }

    @Test
    void pendingRequestsFailWhenMainSaysGoodbye() {
        DefaultEventBus main = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(300)));
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch asked = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            asked.countDown();
            return new CompletableFuture<Result>();
        });
        connect(main, renderer);

        CompletableFuture<Result> request = renderer.request(REQUEST, Result.class);
        await().until(() -> asked.getCount() == 0);
        main.stop();

        assertThatThrownBy(() -> get(request))
                .cause()
                .isInstanceOf(PeerLostException.class)
                .hasMessageContaining("conductor:execute");
    }

    @Test
    void pendingRequestsFailWhenTheirOwnBusCloses() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.shutdownTimeout(Duration.ofMillis(300)));
        main.handle(Execute.class, (execute, context) -> new CompletableFuture<Result>());
        connect(main, renderer);

        CompletableFuture<Result> request = renderer.request(REQUEST, Result.class);
        renderer.stop();

        assertThatThrownBy(() -> get(request))
                .cause()
                .isInstanceOf(EventBusException.class)
                .hasMessageContaining("closed");
        assertThatThrownBy(() -> renderer.emit(REQUEST))
                .isInstanceOf(EventBusException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aRequestThatCannotBeEncodedFailsAndTheConnectionStays() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> new Result("fine", 1));
        connect(main, renderer);
        List<Object> cycle = new java.util.ArrayList<>();
        cycle.add(cycle);

        assertThatThrownBy(() -> get(renderer.request(new Execute("x", cycle), Result.class)))
                .cause()
                .isInstanceOf(EventSerializationException.class)
                .hasMessageContaining("input");
        assertThat(get(renderer.request(REQUEST, Result.class)).executionId()).isEqualTo("fine");
    }

    @Test
    void aReplyThatCannotBeEncodedFailsTheRequestAndTheConnectionStays() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        List<Object> cycle = new java.util.ArrayList<>();
        cycle.add(cycle);
        main.handle(Execute.class, (execute, context) -> cycle);
        connect(main, renderer);

        assertThatThrownBy(() -> get(renderer.request(REQUEST, Object.class)))
                .cause()
                .isInstanceOfSatisfying(
                        RemoteEventException.class,
                        failure -> assertThat(failure.remoteType())
                                .isEqualTo(EventSerializationException.class.getName()));
    }

    @Test
    void aReplyThatTheAskerDoesNotTakeForItsSizeFailsTheRequestAtOnce() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.maxFrameSize(70_000));
        main.handle(Execute.class, (execute, context) -> "x".repeat(75_000));
        connect(main, renderer);

        assertThatThrownBy(() -> get(renderer.request(REQUEST, String.class)))
                .cause()
                .isInstanceOf(RemoteEventException.class)
                .hasMessageContaining("70000")
                .hasMessageContaining("atomiton.events.max-frame-size");
    }

    /** How many handlers that ask others are asked at a time, if so many may run. */
    int handlersThatAsk(int concurrency) {
        return 3 * concurrency;
    }

    @Test
    void handlersOfSeveralProcessesThatAskEachOtherEndHoweverManyThereAre() throws Exception {
        int concurrency = 4;
        DefaultEventBus main = processes.main(builder -> builder.requestConcurrency(concurrency));
        DefaultEventBus renderer = processes.renderer(builder -> builder.requestConcurrency(concurrency));
        CountDownLatch allRun = new CountDownLatch(concurrency);
        main.handle(Execute.class, (execute, context) -> {
            allRun.countDown();
            allRun.await();
            return main.request(new Other(7), Integer.class, RequestOptions.to(context.sender()))
                    .get();
        });
        renderer.handle(
                Other.class,
                (other, context) -> renderer.request(new Result("back", other.number()), Integer.class)
                        .get());
        main.handle(Result.class, (result, context) -> result.value() + 1);
        connect(main, renderer);
        awaitInterest(main, "conductor:other");

        List<CompletableFuture<Integer>> replies = IntStream.range(0, handlersThatAsk(concurrency))
                .mapToObj(i -> renderer.request(REQUEST, Integer.class))
                .toList();

        for (CompletableFuture<Integer> reply : replies) {
            assertThat(get(reply)).isEqualTo(8);
        }
    }
}
