package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

    @Test
    void aRendererThatAcknowledgesNothingDelaysNobodyAndLearnsOfTheGap() {
        DefaultEventBus main =
                processes.main(builder -> builder.outbound(10, 1_000_000).stallTimeout(Duration.ofMillis(50)));
        Collected<Object> events = collected();
        DefaultEventBus stopped = processes.renderer(builder -> builder.applicationEvents(events));
        DefaultEventBus other = processes.renderer();
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Collected<Integer> atStopped = collected();
        Collected<Integer> atOther = collected();
        stopped.on(Other.class, event -> {
            mayGoOn.await();
            atStopped.accept(event.number());
        });
        other.on(Other.class, event -> atOther.accept(event.number()));
        connect(main, stopped, other);

        for (int i = 0; i < 100; i++) {
            assertThat(main.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED);
            atOther.awaitSize(i + 1);
        }
        mayGoOn.countDown();
        atStopped.awaitSize(10);
        await().until(() -> {
            main.emit(new Other(100));
            return atStopped.items().contains(100);
        });

        assertThat(atOther.items()).startsWith(0, 1, 2).contains(99);
        assertThat(atStopped.items().subList(0, 11)).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 100);
        await().untilAsserted(() -> assertThat(events.items())
                .filteredOn(ConnectionGap.class::isInstance)
                .singleElement()
                .satisfies(gap -> assertThat(((ConnectionGap) gap).from()).isEqualTo(11)));
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
