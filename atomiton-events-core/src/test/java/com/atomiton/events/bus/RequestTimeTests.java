package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Neither a request nor a confirmed emit outlasts its own time, whatever it waits for. */
@Timeout(10) // The bus would let its caller wait for a minute
class RequestTimeTests {

    private static final Execute REQUEST = new Execute("hello", null);
    private static final Duration TIME = Duration.ofMillis(200);

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        processes.close();
    }

    private static UnaryOperator<EventBusBuilder> small() {
        return builder -> builder.outbound(10, 1_000_000)
                .overflow(OverflowPolicy.BLOCK, Duration.ofMinutes(1))
                .requestTimeout(TIME);
    }

    private void awaitEnd() {
        try {
            mayEnd.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static void fill(DefaultEventBus bus) {
        for (int i = 0; i < 10; i++) {
            bus.emit(new Other(i));
        }
    }

    private static void assertTimesOut(CompletableFuture<?> future, String waitedFor) {
        assertThatThrownBy(() -> future.get(1, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(RequestTimeoutException.class)
                .hasMessageContaining("no " + waitedFor)
                .hasMessageContaining("200 ms");
    }

    @Test
    void aRequestWaitsForSpaceInTheWindowNoLongerThanItsTime() {
        DefaultEventBus renderer = processes.renderer(small());
        renderer.start();
        fill(renderer);

        assertTimesOut(renderer.request(REQUEST, String.class), "space in the window of main");
        var report = renderer.sessionReports().iterator().next();
        assertThat(report.outboundEvents()).isEqualTo(10);
    }

    @Test
    void aRequestThatTimesOutWithoutAConnectionSaysWhyThereIsNone() {
        DefaultEventBus renderer = processes.renderer(small());
        renderer.start();
        await().until(() -> renderer.lastError() != null);

        assertTimesOut(
                renderer.request(REQUEST, String.class), "connection to main (No main is running in this hub) within");
    }

    @Test
    void aConfirmedEmitThatTimesOutWithoutAConnectionSaysWhyThereIsNone() {
        DefaultEventBus renderer = processes.renderer(small());
        renderer.start();
        await().until(() -> renderer.lastError() != null);

        assertTimesOut(renderer.emitConfirmed(new Other(1)), "confirmation (No main is running in this hub) within");
        for (int i = 2; i <= 10; i++) {
            renderer.emit(new Other(i));
        }
        assertTimesOut(
                renderer.emitConfirmed(new Other(11)),
                "space in the window of main (atomiton.events.outbound.capacity) (No main is running in this hub)");
    }

    @Test
    void aConfirmedEmitWaitsForSpaceInTheWindowNoLongerThanItsTime() {
        DefaultEventBus renderer = processes.renderer(small());
        renderer.start();
        fill(renderer);

        assertTimesOut(renderer.emitConfirmed(new Other(10)), "space in the window of main");
    }

    @Test
    void aConfirmedEmitToManyWaitsForAllOfThemNoLongerThanItsTime() {
        DefaultEventBus main = processes.main(builder -> small().apply(builder).outbound(10, 1_000_000));
        DefaultEventBus first = processes.renderer();
        DefaultEventBus second = processes.renderer();
        for (DefaultEventBus renderer : new DefaultEventBus[] {first, second}) {
            renderer.on(Other.class, other -> mayEnd.await());
        }
        connect(main, first, second);
        TestProcesses.awaitInterest(main, "conductor:other");
        fill(main);

        long began = System.nanoTime();
        assertTimesOut(main.emitConfirmed(new Other(10)), "space in the window of renderer");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(390));
    }

    @Test
    void aConfirmedEmitWaitsForSpaceInALaneNoLongerThanItsTime() {
        DefaultEventBus bus = processes.standalone(small());
        CountDownLatch begun = new CountDownLatch(1);
        bus.on(Other.class, other -> {
            begun.countDown();
            mayEnd.await();
        });
        bus.start();
        bus.emit(new Other(-1));
        await().until(() -> begun.getCount() == 0);
        fill(bus);

        assertTimesOut(bus.emitConfirmed(new Other(10)), "space in a lane of this process");
    }

    @Test
    void aRequestThatWaitsInALaneSaysSoWhenItsTimeIsOverAndLeavesIt() {
        DefaultEventBus bus = processes.standalone(small());
        CountDownLatch begun = new CountDownLatch(1);
        bus.handle(
                Execute.class,
                (execute, context) -> {
                    begun.countDown();
                    mayEnd.await();
                    return "done";
                },
                SubscribeOptions.lane("busy"));
        bus.start();
        var unused = bus.request(REQUEST, String.class, RequestOptions.timeout(Duration.ofMinutes(1)));
        await().until(() -> begun.getCount() == 0);

        assertTimesOut(bus.request(REQUEST, String.class), "turn in the lane 'busy' of this process");
    }

    @Test
    void aRequestThatWaitsForItsTurnSaysSoWhenItsTimeIsOver() {
        DefaultEventBus bus =
                processes.standalone(builder -> small().apply(builder).requestConcurrency(1));
        CountDownLatch begun = new CountDownLatch(1);
        bus.handle(Execute.class, (execute, context) -> {
            begun.countDown();
            mayEnd.await();
            return "done";
        });
        bus.start();
        var unused = bus.request(REQUEST, String.class, RequestOptions.timeout(Duration.ofMinutes(1)));
        await().until(() -> begun.getCount() == 0);

        assertTimesOut(bus.request(REQUEST, String.class), "turn in this process");
    }

    @Test
    void aProgressListenerThatBlocksDoesNotHoldTheFuture() {
        DefaultEventBus bus = processes.standalone(small());
        bus.handle(Execute.class, (execute, context) -> {
            context.progress("half");
            return "done";
        });
        bus.start();

        CompletableFuture<String> future = bus.request(
                REQUEST, String.class, RequestOptions.defaults().onProgress(String.class, progress -> awaitEnd()));

        assertTimesOut(future, "end of its progress listener");
    }
}
