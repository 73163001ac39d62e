package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of everything that is under way when a bus stops. */
class StopTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        processes.close();
    }

    @Test
    void anInterruptedStopLeavesNoThreadAndNoFuture() {
        DefaultEventBus main = processes.main();
        main.on(Other.class, other -> mayEnd.await());
        main.handle(Execute.class, (execute, context) -> new CompletableFuture<Result>());
        main.start();
        CompletableFuture<Result> reply = main.request(new Execute("x", null), Result.class);
        main.emit(new Other(1));

        Thread.currentThread().interrupt();
        main.stop();

        assertThat(Thread.interrupted()).isTrue();
        assertThatThrownBy(() -> reply.get(1, TimeUnit.SECONDS)).cause().isInstanceOf(EventBusException.class);
        assertThat(main.connectionState()).isEqualTo(ConnectionState.CLOSED);
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("atomiton-events")));
    }

    @Test
    void aConfirmationThatCannotComeAnyMoreFails() {
        DefaultEventBus main = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(200)));
        CountDownLatch blocked = new CountDownLatch(1);
        main.on(Other.class, other -> {
            blocked.countDown();
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        main.start();
        CompletableFuture<Void> confirmed = main.emitConfirmed(new Other(1));
        await().until(() -> blocked.getCount() == 0);

        main.stop();

        assertThatThrownBy(() -> confirmed.get(1, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(EventBusException.class)
                .hasMessageContaining("conductor:other");
    }

    @Test
    void whatALaneHasNotBegunWhenTheTimeIsOverIsNotBegun() throws Exception {
        DefaultEventBus main = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(200)));
        Collected<Integer> begun = collected();
        main.on(Other.class, other -> {
            begun.accept(other.number());
            mayEnd.await();
        });
        main.start();
        main.emit(new Other(1));
        main.emit(new Other(2));
        main.emit(new Other(3));
        begun.awaitSize(1);

        main.stop();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("atomiton-events-lane")));
        assertThat(begun.items()).containsExactly(1);
    }

    @Test
    void whatALaneHasNotBegunIsCountedOnceAndToldInOneLine() throws Exception {
        Collected<String> dropped = collected();
        DefaultEventBus main = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(200))
                .telemetry(new BusTelemetry() {
                    @Override
                    public void dropped(String event, String reason) {
                        dropped.accept(event + " " + reason);
                    }
                }));
        CountDownLatch begun = new CountDownLatch(1);
        main.on(Other.class, other -> {
            begun.countDown();
            // It hangs whoever interrupts it.
            while (mayEnd.getCount() > 0) {
                Thread.onSpinWait();
            }
        });
        main.start();
        IntStream.range(0, 100).forEach(i -> assertThat(main.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED));
        begun.await();
        List<String> warnings;
        try (CapturedLog log = CapturedLog.of(DefaultEventBus.class)) {
            main.stop();
            warnings = log.events().stream().map(Object::toString).toList();
        }

        assertThat(dropped.items()).hasSize(99).containsOnly("conductor:other closed");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("99 events", "'conductor:other' 99", "atomiton.events.shutdown.timeout", "200 ms");
        mayEnd.countDown();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("atomiton-events-lane")));
        assertThat(dropped.items()).hasSize(99);
    }

    @Test
    void whatWaitsForAPeerThatIsAwayIsToldTheSameWay() {
        DefaultEventBus renderer = processes.renderer(builder -> builder.shutdownTimeout(Duration.ofMillis(200)));
        renderer.start();
        assertThat(renderer.emit(new Other(1))).isEqualTo(EmitResult.BUFFERED);
        try (CapturedLog log = CapturedLog.of(DefaultEventBus.class)) {
            renderer.stop();

            assertThat(log.events()).singleElement().asString().contains("1 event was", "'conductor:other' 1");
        }
    }

    @Test
    void aHandlerThatFinishesDuringTheStopCanStillTellItsResult() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch handling = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            handling.countDown();
            mayEnd.await();
            main.emit(new Other(7));
            return new Result("done", 1);
        });
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);
        awaitInterest(main, "conductor:other");
        CompletableFuture<Result> reply = renderer.request(new Execute("x", null), Result.class);
        assertThat(handling.await(5, TimeUnit.SECONDS)).isTrue();

        Thread stopping = new Thread(main::stop);
        stopping.start();
        await().until(() -> !main.isRunning());
        mayEnd.countDown();
        stopping.join();

        assertThat(reply.get(1, TimeUnit.SECONDS).executionId()).isEqualTo("done");
        assertThat(received.items()).containsExactly(7);
    }

    @Test
    void everyFutureCompletesHoweverTheStopComesInBetween() throws Exception {
        for (int round = 0; round < 20; round++) {
            DefaultEventBus bus = EventBusBuilder.standalone().build();
            bus.handle(Execute.class, (execute, context) -> new Result("done", 1));
            bus.on(Other.class, other -> {});
            bus.start();
            List<CompletableFuture<?>> futures = new ArrayList<>();
            CountDownLatch under = new CountDownLatch(1);
            Collected<Throwable> thrown = collected();
            Thread asking = new Thread(() -> {
                try {
                    while (bus.connectionState() != ConnectionState.CLOSED) {
                        futures.add(bus.request(new Execute("x", null), Result.class));
                        futures.add(bus.emitConfirmed(new Other(1)));
                        under.countDown();
                    }
                    for (int i = 0; i < 1_000; i++) {
                        futures.add(bus.request(new Execute("x", null), Result.class));
                    }
                } catch (Throwable unexpected) {
                    thrown.accept(unexpected);
                }
            });
            asking.start();
            under.await();
            bus.stop();
            asking.join();

            assertThat(thrown.items()).isEmpty();
            long unfinished = 0;
            for (CompletableFuture<?> future : futures) {
                try {
                    future.get(unfinished > 0 ? 0 : 2, TimeUnit.SECONDS);
                } catch (ExecutionException failed) {
                    assertThat(failed).cause().isInstanceOf(EventBusException.class);
                } catch (TimeoutException open) {
                    unfinished++;
                }
            }
            assertThat(unfinished).isZero();
        }
    }

    @Test
    void aStandaloneBusTellsThatItIsClosed() {
        DefaultEventBus bus = EventBusBuilder.standalone().build();
        Collected<ConnectionState> states = collected();
        bus.onConnectionState(change -> states.accept(change.current()));
        bus.start();

        bus.stop();

        assertThat(states.items()).containsExactly(ConnectionState.LOCAL, ConnectionState.CLOSED);
    }
}
