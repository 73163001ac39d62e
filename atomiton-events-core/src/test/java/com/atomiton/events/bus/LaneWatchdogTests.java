package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneWatchdogTests {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Collected<String> warnings = collected();
    private final Collected<String> told = collected();
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private final Lanes lanes = new Lanes(
            name -> task -> new Thread(task, "thread-of-" + name),
            new LaneBound(10, OverflowPolicy.FAIL, Duration.ZERO));
    private final LaneWatchdog watchdog = new LaneWatchdog(
            lanes,
            new BusTelemetry() {
                @Override
                public void laneBlocked(String event) {
                    told.accept(event);
                }
            },
            warnings);

    @AfterEach
    void stop() throws InterruptedException {
        mayEnd.countDown();
        lanes.stop(5 * SECOND, task -> {});
    }

    /** Holds its lane until it may end. */
    private final class Holding implements LaneTask {

        private final CountDownLatch began = new CountDownLatch(1);
        private final CountDownLatch end;

        Holding(CountDownLatch end) {
            this.end = end;
        }

        @Override
        public IncomingEvent event() {
            return new IncomingEvent("app:slow", 1, new Peer("p", null, ProcessRole.MAIN), Map.of(), null, null);
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public void run() {
            began.countDown();
            try {
                assertThat(end.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }

        @Override
        public void dropped(DropReason reason) {
            throw new AssertionError("dropped: " + reason);
        }

        @Override
        public String holder() {
            return "the slow one";
        }
    }

    @Test
    void aListenerThatHoldsItsLaneForASecondIsNamedOnceWithTheFix() throws Exception {
        Lane lane = lanes.forEvents(SubscribeOptions.lane("reports"));
        Holding holding = new Holding(mayEnd);
        lane.execute(holding);
        holding.began.await();

        watchdog.look(0);
        watchdog.look(SECOND - 1);
        assertThat(warnings.items()).isEmpty();
        watchdog.look(SECOND);
        watchdog.look(2 * SECOND);

        assertThat(told.items()).containsExactly("app:slow");
        assertThat(warnings.items())
                .singleElement()
                .asString()
                .contains("the slow one", "'reports'", "thread-of-reports", "'app:slow'", "lane = \"", "request");
    }

    @Test
    void manyQuickEventsOfOneListenerAreNoReasonToWarn() throws Exception {
        Lane lane = lanes.forEvents(SubscribeOptions.defaults());
        CountDownLatch firstMayEnd = new CountDownLatch(1);
        Holding first = new Holding(firstMayEnd);
        lane.execute(first);
        first.began.await();
        watchdog.look(0);
        firstMayEnd.countDown();
        Holding second = new Holding(mayEnd);
        lane.execute(second);
        second.began.await();

        watchdog.look(2 * SECOND);

        assertThat(warnings.items()).isEmpty();
    }

    @Test
    void aLaneThatGotNoThreadGetsOneLater() throws Exception {
        AtomicInteger refused = new AtomicInteger(2);
        Lanes poor = new Lanes(
                name -> task -> {
                    if (refused.getAndDecrement() > 0) {
                        throw new OutOfMemoryError("unable to create native thread, on purpose");
                    }
                    return new Thread(task);
                },
                new LaneBound(10, OverflowPolicy.FAIL, Duration.ZERO));
        LaneWatchdog watching = new LaneWatchdog(poor, BusTelemetry.NONE, warnings);
        Lane lane = poor.forEvents(SubscribeOptions.lane("poor"));
        Holding holding = new Holding(mayEnd);
        mayEnd.countDown();

        assertThat(lane.execute(holding)).isTrue();
        watching.look(0);
        assertThat(holding.began.getCount()).isOne();
        watching.look(SECOND);

        assertThat(holding.began.await(5, TimeUnit.SECONDS)).isTrue();
        poor.stop(5 * SECOND, task -> {});
    }

    @Test
    void aRunningBusWatchesItsLanes() {
        MemoryHub hub = new MemoryHub();
        try (TestProcesses processes = new TestProcesses(hub::server, hub::client)) {
            DefaultEventBus bus = processes.main(builder -> builder.telemetry(new BusTelemetry() {
                @Override
                public void laneBlocked(String event) {
                    told.accept(event);
                }
            }));
            bus.on(Other.class, other -> mayEnd.await());
            bus.start();
            bus.emit(new Other(1));

            await().until(() -> told.items().equals(java.util.List.of("conductor:other")));
            mayEnd.countDown();
        }
    }
}
