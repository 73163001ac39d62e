package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of the events that a process sends to itself when its own listeners are slow. */
class LocalOverflowTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Collected<Integer> handled = collected();
    private final Collected<String> dropped = collected();

    @AfterEach
    void close() {
        mayEnd.countDown();
        processes.close();
    }

    /** A bus whose shared lane is held by the event 0, and full with 1 to 10. */
    private DefaultEventBus full(OverflowPolicy policy, Duration blockTimeout) throws InterruptedException {
        DefaultEventBus bus = processes.main(builder -> builder.outbound(10, 1_000_000)
                .overflow(policy, blockTimeout)
                .telemetry(new BusTelemetry() {
                    @Override
                    public void dropped(String event, String reason) {
                        dropped.accept(event + " " + reason);
                    }
                }));
        bus.on(Other.class, other -> {
            began.countDown();
            mayEnd.await();
            handled.accept(other.number());
        });
        bus.emit(new Other(0));
        began.await();
        IntStream.rangeClosed(1, 10).forEach(i -> bus.emit(new Other(i)));
        return bus;
    }

    @Test
    void anEventThatComesWhileTheBusStopsTakesNoOthersPlace() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(1));
        bus.start();
        Thread closing = new Thread(bus::close);
        closing.start();
        await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);

        bus.emit(new Other(11));
        mayEnd.countDown();

        closing.join();
        assertThat(handled.items()).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(dropped.items()).containsExactly("conductor:other closed");
    }

    @Test
    void aFullLaneFailsTheEmitWithTheLimitAndTheProperty() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.FAIL, Duration.ofSeconds(1));

        assertThatThrownBy(() -> bus.emit(new Other(11)))
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("conductor:other")
                .hasMessageContaining("lane 'shared'")
                .hasMessageContaining("10")
                .hasMessageContaining("atomiton.events.outbound.capacity");
        assertThat(dropped.items()).containsExactly("conductor:other overflow");
    }

    @Test
    void anApplicationThreadWaitsUntilTheLaneHasSpace() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.BLOCK, Duration.ofSeconds(10));
        Thread emitting = new Thread(() -> bus.emit(new Other(11)));
        emitting.start();
        await().until(() -> emitting.getState() == Thread.State.TIMED_WAITING);

        mayEnd.countDown();

        handled.awaitSize(12);
        assertThat(handled.items())
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 11).boxed().toList());
    }

    @Test
    void aWaitingEmitThrowsWhenItsTimeIsOver() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.BLOCK, Duration.ofMillis(50));

        assertThatThrownBy(() -> bus.emit(new Other(11)))
                .isInstanceOf(EventOverflowException.class)
                .hasMessageContaining("50 ms")
                .hasMessageContaining("atomiton.events.outbound.block-timeout");
    }

    @Test
    void aListenerThatFloodsItsOwnLaneIsToldAtOnce() {
        DefaultEventBus bus = processes.main(
                builder -> builder.outbound(10, 1_000_000).overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(30)));
        Collected<Integer> overflowedAt = collected();
        bus.on(Other.class, other -> {});
        bus.on(Result.class, result -> {
            for (int i = 0; i < 20; i++) {
                try {
                    bus.emit(new Other(i));
                } catch (EventOverflowException overflow) {
                    overflowedAt.accept(i);
                    return;
                }
            }
        });

        bus.emit(new Result("flood", 1));

        overflowedAt.awaitSize(1);
        assertThat(overflowedAt.items()).containsExactly(10);
    }

    @Test
    void droppingTheOldestKeepsTheNewestAndCountsTheOthers() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.DROP_OLDEST, Duration.ofSeconds(1));
        CompletableFuture<Void> confirmation = bus.emitConfirmed(new Other(11));

        for (int i = 12; i <= 21; i++) {
            assertThat(bus.emit(new Other(i))).isEqualTo(EmitResult.ACCEPTED);
        }
        mayEnd.countDown();

        handled.awaitSize(11);
        assertThat(handled.items()).containsExactly(0, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21);
        assertThat(dropped.items()).hasSize(11).containsOnly("conductor:other overflow");
        assertThat(confirmation)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("overflow");
    }

    @Test
    void anotherLaneHasTheEventThoughOneIsFull() throws Exception {
        DefaultEventBus bus = full(OverflowPolicy.FAIL, Duration.ofSeconds(1));
        Collected<Integer> elsewhere = collected();
        bus.on(Other.class, other -> elsewhere.accept(other.number()), SubscribeOptions.lane("elsewhere"));

        assertThatThrownBy(() -> bus.emit(new Other(11))).isInstanceOf(EventOverflowException.class);

        elsewhere.awaitSize(1);
    }

    @Test
    void whatAPeerSendsTakesNoSpaceFromThisProcess() throws Exception {
        DefaultEventBus main = full(OverflowPolicy.FAIL, Duration.ofSeconds(1));
        DefaultEventBus renderer = processes.renderer();
        Collected<String> executed = collected();
        main.on(Execute.class, execute -> executed.accept(execute.blueprintId()));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:execute");

        CompletableFuture<Void> confirmation = renderer.emitConfirmed(new Execute("x", null));
        mayEnd.countDown();

        confirmation.get(5, TimeUnit.SECONDS);
        assertThat(executed.items()).containsExactly("x");
    }
}
