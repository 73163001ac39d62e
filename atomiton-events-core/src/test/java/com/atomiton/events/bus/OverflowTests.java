package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Cursor;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverflowTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @AfterEach
    void close() {
        processes.close();
    }

    private DefaultEventBus rendererWith(OverflowPolicy policy, Duration blockTimeout) {
        return processes.renderer(builder -> builder.outbound(10, 1_000_000).overflow(policy, blockTimeout));
    }

    private static void fill(DefaultEventBus renderer) {
        for (int i = 0; i < 10; i++) {
            renderer.emit(new Other(i));
        }
    }

    @Test
    void aFullWindowFailsTheEmitWithTheLimitAndTheProperty() {
        DefaultEventBus renderer = rendererWith(OverflowPolicy.FAIL, Duration.ofSeconds(1));
        renderer.start();
        fill(renderer);

        assertThatThrownBy(() -> renderer.emit(new Other(10)))
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("conductor:other")
                .hasMessageContaining("10 events of 10")
                .hasMessageContaining("atomiton.events.outbound.capacity");
    }

    @Test
    void withNoMemoryLeftForPeersWindowsAreFullAndNewcomersAreRefusedUntilThereIsSome() {
        DefaultEventBus main = processes.main(
                builder -> builder.maxMemory(1024 * 1024).overflow(OverflowPolicy.FAIL, Duration.ofSeconds(1)));
        CountDownLatch release = new CountDownLatch(1);
        DefaultEventBus stuck = processes.renderer();
        stuck.on(Execute.class, execute -> release.await());
        connect(main, stuck);
        TestProcesses.awaitInterest(main, "conductor:execute");

        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100; i++) {
                        main.emit(new Execute("x".repeat(100_000), null));
                    }
                })
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("all peers together hold what they may (atomiton.events.max-memory)");
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 10_000; i++) {
                        main.emit(new Execute("x", null));
                    }
                })
                .isInstanceOf(EventOverflowException.class);
        DefaultEventBus newcomer = processes.renderer();
        newcomer.start();
        await().untilAsserted(
                        () -> assertThat(newcomer.lastError()).contains("main has no memory left for another peer"));

        release.countDown();

        await().until(() -> newcomer.connectionState() == ConnectionState.CONNECTED);
        assertThat(main.emit(new Execute("x", null))).isEqualTo(EmitResult.ACCEPTED);
    }

    @Test
    void aBlockedEmitGoesOnWhenThereIsSpace() {
        DefaultEventBus renderer = rendererWith(OverflowPolicy.BLOCK, Duration.ofSeconds(10));
        renderer.start();
        fill(renderer);
        Collected<Integer> received = collected();
        Collected<EmitResult> results = collected();
        Thread emitting = new Thread(() -> results.accept(renderer.emit(new Other(10))));
        emitting.start();
        await().until(() -> emitting.getState() == Thread.State.TIMED_WAITING);

        DefaultEventBus main = processes.main();
        main.on(Other.class, other -> received.accept(other.number()));
        main.start();

        received.awaitSize(11);
        results.awaitSize(1);
        assertThat(received.items()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    }

    @Test
    void aBlockedEmitThrowsWhenItsTimeIsOver() {
        DefaultEventBus renderer = rendererWith(OverflowPolicy.BLOCK, Duration.ofMillis(50));
        renderer.start();
        fill(renderer);

        assertThatThrownBy(() -> renderer.emit(new Other(10)))
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("50 ms")
                .hasMessageContaining("atomiton.events.outbound.block-timeout");
    }

    @Test
    void anInterruptedEmitThrowsAndTheConnectionStays() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = rendererWith(OverflowPolicy.BLOCK, Duration.ofSeconds(20));
        CountDownLatch mayEnd = new CountDownLatch(1);
        Collected<Integer> received = collected();
        main.on(Other.class, other -> {
            mayEnd.await();
            received.accept(other.number());
        });
        connect(main, renderer);
        fill(renderer);
        Collected<Throwable> thrown = collected();
        Thread emitting = new Thread(() -> {
            try {
                renderer.emit(new Other(10));
            } catch (EventOverflowException overflow) {
                thrown.accept(overflow);
            }
        });
        emitting.start();
        await().until(() -> emitting.getState() == Thread.State.TIMED_WAITING);
        emitting.interrupt();

        thrown.awaitSize(1);
        emitting.join();
        mayEnd.countDown();
        received.awaitSize(10);
    }

    @Test
    void anInterruptedEmitNamesAlsoThePeersThatItNoLongerWaitedFor() throws Exception {
        DefaultEventBus main = processes.main(builder -> builder.outbound(100, 10_000)
                .overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(20))
                .stallTimeout(Duration.ofMillis(300)));
        CapturedLog log = CapturedLog.of(Stalls.class);
        Semaphore turns = new Semaphore(0);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        DefaultEventBus stopped = processes.renderer(builder -> builder.name("stopped"));
        stopped.on(Execute.class, execute -> mayGoOn.await());
        DefaultEventBus slow = processes.renderer(builder -> builder.name("slow"));
        slow.on(Execute.class, execute -> turns.acquire());
        connect(main, stopped, slow);
        for (int i = 0; i < 8; i++) {
            main.emit(new Execute("x".repeat(1_000), null));
        }
        Collected<EventOverflowException> thrown = collected();
        Thread emitting = new Thread(() -> {
            try {
                main.emit(new Execute("x".repeat(6_000), null));
            } catch (EventOverflowException overflow) {
                thrown.accept(overflow);
            }
        });
        emitting.start();
        await().until(() -> emitting.getState() == Thread.State.TIMED_WAITING);
        turns.release();
        await().until(() -> log.events().stream()
                .anyMatch(event -> event.getFormattedMessage().contains("stopped")));
        emitting.interrupt();

        thrown.awaitSize(1);
        assertThat(thrown.items().get(0).peers()).extracting(Peer::name).containsExactlyInAnyOrder("stopped", "slow");
        emitting.join();
        mayGoOn.countDown();
        turns.release(100);
        log.close();
    }

    @Test
    void aHandlerIsNeverBlockedByAFullWindow() {
        DefaultEventBus main = processes.main(
                builder -> builder.outbound(10, 1_000_000).overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(20)));
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch mayEnd = new CountDownLatch(1);
        renderer.on(Other.class, other -> mayEnd.await());
        Collected<Integer> overflowedAt = collected();
        main.on(Execute.class, execute -> {
            for (int i = 0; i < 20; i++) {
                try {
                    main.emit(new Other(i));
                } catch (EventOverflowException overflow) {
                    overflowedAt.accept(i);
                    return;
                }
            }
        });
        connect(main, renderer);

        renderer.emit(new Execute("flood", null));

        overflowedAt.awaitSize(1);
        assertThat(overflowedAt.items()).containsExactly(10);
        mayEnd.countDown();
    }

    @Test
    void droppingTheOldestTellsTheReceiverOfTheGap() {
        DefaultEventBus renderer = rendererWith(OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(1));
        renderer.start();
        for (int i = 0; i < 15; i++) {
            assertThat(renderer.emit(new Other(i))).isEqualTo(EmitResult.BUFFERED);
        }
        Collected<Object> events = collected();
        DefaultEventBus main = processes.main(builder -> builder.applicationEvents(events));
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        main.start();

        received.awaitSize(10);
        assertThat(received.items()).containsExactly(5, 6, 7, 8, 9, 10, 11, 12, 13, 14);
        await().untilAsserted(() -> assertThat(events.items())
                .filteredOn(ConnectionGap.class::isInstance)
                .extracting(gap -> ((ConnectionGap) gap).to() - ((ConnectionGap) gap).from() + 1)
                .containsExactly(5L));
    }

    /** A renderer whose listener waits until it may go on. */
    private DefaultEventBus stopped(CountDownLatch mayGoOn, Collected<Integer> received, Collected<Object> told) {
        DefaultEventBus stopped =
                processes.renderer(builder -> builder.name("stopped").applicationEvents(told));
        stopped.on(Other.class, event -> {
            mayGoOn.await();
            received.accept(event.number());
        });
        return stopped;
    }

    @Test
    void aRendererThatTakesNothingCostsOneWaitAndThenLearnsOfTheGapThoughNothingElseIsSent() {
        DefaultEventBus main = processes.main(
                builder -> builder.outbound(10, 1_000_000).overflow(OverflowPolicy.BLOCK, Duration.ofMillis(100)));
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Collected<Object> told = collected();
        Collected<Integer> atStopped = collected();
        Collected<Integer> atOther = collected();
        DefaultEventBus stopped = stopped(mayGoOn, atStopped, told);
        DefaultEventBus other = processes.renderer();
        other.on(Other.class, event -> atOther.accept(event.number()));
        connect(main, stopped, other);
        for (int i = 0; i < 10; i++) {
            main.emit(new Other(i));
            atOther.awaitSize(i + 1);
        }

        assertThatThrownBy(() -> main.emit(new Other(10)))
                .isInstanceOfSatisfying(
                        EventOverflowException.class,
                        overflow -> assertThat(overflow.peers())
                                .extracting(Peer::name)
                                .containsExactly("stopped"));
        for (int i = 11; i < 100; i++) {
            assertThat(main.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED);
            atOther.awaitSize(i + 1);
        }
        mayGoOn.countDown();

        await().untilAsserted(() -> assertThat(told.items())
                .filteredOn(ConnectionGap.class::isInstance)
                .singleElement()
                .satisfies(gap -> {
                    assertThat(((ConnectionGap) gap).from()).isEqualTo(11);
                    assertThat(((ConnectionGap) gap).to()).isEqualTo(99);
                }));
        main.emit(new Other(100));
        atStopped.awaitSize(11);
        assertThat(atOther.items()).hasSize(101).isSorted().doesNotHaveDuplicates();
        assertThat(atStopped.items()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100);
    }

    @Test
    void anEmitWaitsForTheSlowestRendererThatStillTakesSomething() {
        DefaultEventBus main = processes.main(
                builder -> builder.outbound(10, 1_000_000).overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(20)));
        Semaphore turns = new Semaphore(0);
        Collected<Integer> received = collected();
        DefaultEventBus slow = processes.renderer();
        slow.on(Other.class, event -> {
            turns.acquire();
            received.accept(event.number());
        });
        connect(main, slow);
        Thread emitting = new Thread(() -> {
            for (int i = 0; i < 30; i++) {
                main.emit(new Other(i));
            }
        });
        emitting.start();
        await().until(() -> emitting.getState() == Thread.State.TIMED_WAITING);

        turns.release(30);

        received.awaitSize(30);
        assertThat(received.items()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aListenerThatEmitsDoesNotWaitForAStalledRendererAndLeavesItOutAfterAsLong() {
        DefaultEventBus main = processes.main(
                builder -> builder.outbound(10, 1_000_000).overflow(OverflowPolicy.BLOCK, Duration.ofMillis(100)));
        CountDownLatch mayGoOn = new CountDownLatch(1);
        DefaultEventBus stopped = stopped(mayGoOn, collected(), collected());
        Collected<String> results = collected();
        main.on(Execute.class, execute -> {
            try {
                results.accept(main.emit(new Other(1)).name());
            } catch (EventOverflowException overflow) {
                results.accept("thrown");
            }
        });
        connect(main, stopped);

        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            main.emit(new Execute("again", null));
            return results.items().contains("DROPPED");
        });

        assertThat(results.items()).contains("thrown");
        assertThat(results.items().subList(0, 10)).containsOnly("ACCEPTED");
        mayGoOn.countDown();
    }

    @Test
    void aRendererThatTakesVolatileEventsIsNotStalledThoughItAcknowledgesNothing() {
        DefaultEventBus main = processes.main(builder -> builder.outbound(10, 1_000_000)
                .overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(20))
                .stallTimeout(Duration.ofMillis(1)));
        Collected<Integer> saved = collected();
        DefaultEventBus renderer = processes.renderer();
        renderer.on(Cursor.class, cursor -> {});
        renderer.on(Other.class, other -> saved.accept(other.number()));
        connect(main, renderer);

        for (int i = 0; i < 2_000; i++) {
            main.emit(new Cursor(i, i));
            if (i % 100 == 0) {
                assertThat(main.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED);
            }
        }

        saved.awaitSize(20);
    }

    @Test
    void anExpiredEventMakesSpaceForTheNextThoughMainIsAway() {
        DefaultEventBus renderer = rendererWith(OverflowPolicy.BLOCK, Duration.ofSeconds(20));
        renderer.start();
        for (int i = 0; i < 10; i++) {
            renderer.emit(new Other(i), EmitOptions.defaults().withTimeToLive(Duration.ofMillis(100)));
        }

        assertThat(renderer.emit(new Other(10))).isEqualTo(EmitResult.BUFFERED);
    }

    @Test
    void anEventThatOneRendererDoesNotTakeForItsSizeIsDroppedThereWithAGapAndReachesTheOther() {
        DefaultEventBus main = processes.main();
        Collected<Object> told = collected();
        Collected<String> atBoth = collected();
        DefaultEventBus small =
                processes.renderer(builder -> builder.applicationEvents(told).maxFrameSize(70_000));
        DefaultEventBus large = processes.renderer();
        small.on(Execute.class, execute -> atBoth.accept("small"));
        large.on(Execute.class, execute -> atBoth.accept("large"));
        connect(main, small);
        Execute execute = new Execute("x".repeat(100_000), null);

        assertThat(main.emit(execute)).isEqualTo(EmitResult.DROPPED);
        large.start();
        TestProcesses.awaitConnected(main, small, large);
        assertThat(main.emit(execute)).isEqualTo(EmitResult.ACCEPTED);

        atBoth.awaitSize(1);
        await().untilAsserted(() -> assertThat(told.items())
                .filteredOn(ConnectionGap.class::isInstance)
                .hasSize(2));
        assertThat(atBoth.items()).containsExactly("large");
    }

    @Test
    void anEventThatDoesNotFitYetWaitsAndTimesOutThoughTheWindowIsNotFullForSmallOnes() {
        DefaultEventBus renderer = processes.renderer(
                builder -> builder.outbound(10, 1_000).overflow(OverflowPolicy.BLOCK, Duration.ofMillis(50)));
        renderer.start();
        renderer.emit(new Execute("x".repeat(700), null));

        assertThatThrownBy(() -> renderer.emit(new Execute("x".repeat(700), null)))
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("50 ms");
        assertThat(renderer.emit(new Other(1))).isEqualTo(EmitResult.BUFFERED);
    }

    @Test
    void eventsBetweenHundredsOfOpenRequestsAreAcknowledged() throws Exception {
        int open = 300;
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        main.handle(Execute.class, (execute, context) -> new CompletableFuture<String>());
        connect(main, renderer);

        for (int i = 0; i < open; i++) {
            var unused = renderer.request(
                    new Execute("long", null), String.class, RequestOptions.timeout(Duration.ofMinutes(5)));
            renderer.emit(new Other(i));
        }

        received.awaitSize(open);
        await().untilAsserted(() -> assertThat(
                        renderer.sessionReports().iterator().next().unacknowledged())
                .isEqualTo(open));
        assertThat(renderer.emitConfirmed(new Other(open)).get(5, TimeUnit.SECONDS))
                .isNull();
    }
}
