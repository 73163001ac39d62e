package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.transport.memory.MemoryHub;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ParameterizedTypeReference;

/** The application's code throws errors, blocks and returns the wrong things, where the bus calls it. */
class HostileCodeTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @EventName("conductor:positive")
    record Positive(int number) {
        Positive {
            if (number < 0) {
                throw new AssertionError("on purpose");
            }
        }
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void anErrorInThePayloadsOwnConstructorDoesNotEndTheLane() {
        EventType<Map<String, Integer>> asMap =
                EventType.of("conductor:positive", new ParameterizedTypeReference<>() {});
        Collected<Throwable> failures = collected();
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(
                builder -> builder.errorHandler((failure, context, listener) -> failures.accept(failure)));
        Collected<Integer> received = collected();
        renderer.on(Positive.class, positive -> received.accept(positive.number()));
        connect(main, renderer);

        main.emit(asMap, Map.of("number", -1));
        main.emit(asMap, Map.of("number", 5));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(5);
        assertThat(failures.items()).singleElement().isInstanceOf(AssertionError.class);
        await().until(() -> main.sessions().iterator().next().outbound().events() == 0);
    }

    @Test
    void anErrorOfAProgressListenerDoesNotKeepTheReplyBack() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            context.progress(new Progress("e", 50));
            return new Result("done", 1);
        });
        connect(main, renderer);

        CompletableFuture<Result> reply = renderer.request(
                new Execute("x", null), Result.class, RequestOptions.defaults().onProgress(Progress.class, progress -> {
                    throw new AssertionError("on purpose");
                }));

        assertThat(reply.get(5, TimeUnit.SECONDS).executionId()).isEqualTo("done");
    }

    @Test
    void anErrorOfAStateListenerDoesNotKeepLaterChangesBack() {
        DefaultEventBus main = processes.main();
        Collected<Object> states = collected();
        main.onConnectionState(change -> {
            states.accept(change.current());
            throw new AssertionError("on purpose");
        });
        main.start();
        states.awaitSize(1);

        main.stop();

        states.awaitSize(2);
    }

    @Test
    void anExceptionThatIsLargerThanAFrameFailsTheRequestAtOnce() {
        DefaultEventBus main =
                processes.main(builder -> builder.maxFrameSize(70_000).requestConcurrency(1));
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            throw new IllegalStateException("x".repeat(100_000));
        });
        connect(main, renderer);

        for (int i = 0; i < 3; i++) {
            CompletableFuture<Result> reply = renderer.request(new Execute("x", null), Result.class);

            assertThatThrownBy(() -> reply.get(2, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RemoteEventException.class)
                    .hasMessageContaining("IllegalStateException: xxx")
                    .hasMessageContaining("atomiton.events.max-frame-size");
        }
    }

    @Test
    void whatHangsOnACancelledResultDoesNotHoldTheReadingThread() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch handled = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            CompletableFuture<Result> result = new CompletableFuture<>();
            var unused = result.whenComplete((value, failure) -> {
                try {
                    mayEnd.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            handled.countDown();
            return result;
        });
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");
        CompletableFuture<Result> reply = renderer.request(new Execute("x", null), Result.class);
        assertThat(handled.await(5, TimeUnit.SECONDS)).isTrue();

        reply.cancel(true);
        renderer.emit(new Other(1));

        try {
            received.awaitSize(1);
        } finally {
            mayEnd.countDown();
        }
    }

    /** The bug of an application: the message of its exception cannot be made. */
    private static final class Unprintable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new NullPointerException("on purpose");
        }
    }

    private static final class ThrowsItsOwnKind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new ThrowsItsOwnKind();
        }
    }

    static Stream<Arguments> whatCannotBePrinted() {
        ConductorErrorHandler quiet = (failure, context, listener) -> {};
        ConductorErrorHandler printing = (failure, context, listener) -> {
            throw new IllegalStateException("it failed with " + failure.getMessage());
        };
        return Stream.of(new Unprintable(), new ThrowsItsOwnKind())
                .flatMap(failure -> Stream.of(new LoggingErrorHandler(), quiet, printing)
                        .flatMap(handler -> Stream.of("shared", SubscribeOptions.DIRECT)
                                .map(lane -> Arguments.of(failure, handler, lane))));
    }

    @ParameterizedTest
    @MethodSource("whatCannotBePrinted")
    void anExceptionThatCannotBePrintedCostsNobodyAnEvent(
            RuntimeException unprintable, ConductorErrorHandler errorHandler, String lane) throws Exception {
        DefaultEventBus bus = processes.standalone(builder -> builder.errorHandler(errorHandler));
        Collected<Integer> failing = collected();
        Collected<Integer> other = collected();
        SubscribeOptions options = SubscribeOptions.lane(lane);
        bus.on(
                Other.class,
                event -> {
                    failing.accept(event.number());
                    if (event.number() == 1) {
                        throw unprintable;
                    }
                },
                options);
        bus.on(Other.class, event -> other.accept(event.number()), options);
        bus.start();

        IntStream.range(0, 5).forEach(i -> bus.emit(new Other(i)));
        bus.emitConfirmed(new Other(5)).get(5, TimeUnit.SECONDS);

        assertThat(failing.items()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(other.items()).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(bus.deadLetters())
                .singleElement()
                .satisfies(letter -> assertThat(letter.failure())
                        .contains(unprintable.getClass().getName()));
    }

    @Test
    void aRequestThatFailsWithWhatCannotBePrintedFailsAtItsAsker() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            throw execute.blueprintId().equals("own") ? new ThrowsItsOwnKind() : new Unprintable();
        });
        connect(main, renderer);

        for (String which : List.of("own", "other")) {
            CompletableFuture<Result> reply = renderer.request(new Execute(which, null), Result.class);

            assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOfSatisfying(
                            RemoteEventException.class,
                            failure -> assertThat(failure.remoteType())
                                    .isIn(Unprintable.class.getName(), ThrowsItsOwnKind.class.getName()));
        }
    }

    @Test
    void aFailureThatIsSuppressedInItsOwnCauseManyTimesOverDoesNotHoldItsLane() {
        Exception cause = new IllegalStateException("connection closed");
        RuntimeException failure = new RuntimeException("query failed", cause);
        for (int i = 0; i < 30; i++) {
            cause.addSuppressed(failure);
        }
        DefaultEventBus bus = processes.standalone(builder -> builder);
        Collected<Integer> handled = collected();
        bus.on(Other.class, other -> {
            handled.accept(other.number());
            if (other.number() == 1) {
                throw failure;
            }
        });

        bus.emit(new Other(1));
        bus.emit(new Other(2));

        handled.awaitSize(2);
    }

    @Test
    void aFailureThatIsThrownAgainAndAgainDoesNotGrow() {
        RuntimeException failure = new IllegalStateException("always the same");
        RuntimeException ofTheHandler = new IllegalStateException("this too");
        DefaultEventBus bus = processes.standalone(builder -> builder.errorHandler((thrown, context, listener) -> {
            throw ofTheHandler;
        }));
        Collected<Integer> handled = collected();
        bus.on(Other.class, other -> {
            handled.accept(other.number());
            throw failure;
        });

        IntStream.range(0, 100).forEach(i -> bus.emit(new Other(i)));

        handled.awaitSize(100);
        assertThat(failure.getSuppressed()).isEmpty();
        assertThat(ofTheHandler.getSuppressed()).isEmpty();
    }

    @Test
    void telemetryThatThrowsCostsNobodyAnEventAndNoFutureItsEnd() throws Exception {
        BusTelemetry failing = (BusTelemetry) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {BusTelemetry.class}, (proxy, method, arguments) -> {
                    throw new OutOfMemoryError("on purpose");
                });
        DefaultEventBus main = processes.main(builder -> builder.telemetry(failing));
        DefaultEventBus renderer = processes.renderer(builder -> builder.telemetry(failing));
        Collected<Integer> first = collected();
        Collected<Integer> second = collected();
        main.on(Other.class, other -> first.accept(other.number()));
        main.on(Other.class, other -> second.accept(other.number()));
        main.handle(Execute.class, (execute, context) -> new Result("done", 1));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");

        renderer.emit(new Other(1));
        renderer.emitConfirmed(new Other(2)).get(5, TimeUnit.SECONDS);

        assertThat(first.items()).containsExactly(1, 2);
        assertThat(second.items()).containsExactly(1, 2);
        assertThat(renderer.request(new Execute("x", null), Result.class).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Result("done", 1));
    }

    @Test
    void anObservationHandlerThatThrowsCostsNobodyAnEventAndNoFutureItsEnd() throws Exception {
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig().observationHandler(new ObservationHandler<>() {
            @Override
            public boolean supportsContext(Observation.Context context) {
                return true;
            }

            @Override
            public void onScopeOpened(Observation.Context context) {
                throw new StackOverflowError("on purpose");
            }

            @Override
            public void onScopeClosed(Observation.Context context) {
                throw new StackOverflowError("on purpose");
            }

            @Override
            public void onStop(Observation.Context context) {
                throw new StackOverflowError("on purpose");
            }
        });
        DefaultEventBus bus = processes.standalone(builder -> builder.observations(EventObservations.of(registry)));
        Collected<Integer> first = collected();
        Collected<Integer> second = collected();
        bus.on(Other.class, other -> first.accept(other.number()));
        bus.on(Other.class, other -> second.accept(other.number()));
        bus.handle(Execute.class, (execute, context) -> new Result("done", 1));
        bus.start();

        bus.emit(new Other(1));
        bus.emitConfirmed(new Other(2)).get(5, TimeUnit.SECONDS);

        assertThat(registry.getCurrentObservation()).isNull();
        assertThat(first.items()).containsExactly(1, 2);
        assertThat(second.items()).containsExactly(1, 2);
        assertThat(bus.request(new Execute("x", null), Result.class).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Result("done", 1));
    }

    @Test
    void anErrorOfAPayloadsGetterFailsTheFutureOfItsRequest() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> new Result("done", 1));
        main.on(Execute.class, execute -> {});
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");

        CompletableFuture<Result> reply = renderer.request(new Execute("x", new Broken()), Result.class);

        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).hasStackTraceContaining("on purpose");
        assertThatThrownBy(() ->
                        renderer.emitConfirmed(new Execute("x", new Broken())).get(5, TimeUnit.SECONDS))
                .hasStackTraceContaining("on purpose");
    }

    /** Its getter throws an error. */
    static final class Broken {

        public String getText() {
            throw new AssertionError("on purpose");
        }
    }
}
