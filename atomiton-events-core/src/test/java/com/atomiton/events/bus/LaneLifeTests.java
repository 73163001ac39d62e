package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a lane begins and ends. */
class LaneLifeTests {

    private static final SubscribeOptions DOCUMENT = SubscribeOptions.lane("document");

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final DefaultEventBus bus = processes.standalone(builder -> builder);
    private final CountDownLatch began = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        processes.close();
    }

    @Test
    void aLaneAndItsThreadEndWithItsLastListenerOrHandler() throws Exception {
        for (int i = 0; i < 50; i++) {
            CountDownLatch got = new CountDownLatch(2);
            SubscribeOptions lane = SubscribeOptions.lane("document-" + i);
            Subscription first = bus.on(Other.class, other -> got.countDown(), lane);
            Subscription second = bus.once(Other.class, other -> got.countDown(), lane);
            Subscription handler = bus.handle(Execute.class, (execute, context) -> new Result("done", 1), lane);
            bus.emit(new Other(i));
            assertThat(bus.request(new Execute("x", null), Result.class).get(5, TimeUnit.SECONDS))
                    .isEqualTo(new Result("done", 1));
            assertThat(got.await(5, TimeUnit.SECONDS)).isTrue();
            first.close();
            second.close();
            handler.close();
        }

        await().untilAsserted(() -> assertThat(laneThreads()).isEmpty());
    }

    @Test
    void aWideLaneEndsToo() throws Exception {
        CountDownLatch got = new CountDownLatch(8);
        Subscription wide = bus.on(Other.class, other -> got.countDown(), DOCUMENT.withConcurrency(4));
        IntStream.range(0, 8).forEach(i -> bus.emit(new Other(i)));
        assertThat(got.await(5, TimeUnit.SECONDS)).isTrue();
        assertThat(laneThreads()).hasSize(4);

        wide.close();

        await().untilAsserted(() -> assertThat(laneThreads()).isEmpty());
    }

    @Test
    void whatWaitsInALaneWhoseListenersHaveGoneIsToldAndNotLost() throws Exception {
        Subscription holding = bus.on(Other.class, this::hold, DOCUMENT);
        Subscription handler = bus.handle(Execute.class, (execute, context) -> new Result("done", 1), DOCUMENT);
        bus.emit(new Other(1));
        began.await();
        CompletableFuture<Void> confirmed = bus.emitConfirmed(new Other(2));
        CompletableFuture<Result> reply = bus.request(new Execute("x", null), Result.class);

        holding.close();
        handler.close();
        mayEnd.countDown();

        confirmed.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(NoHandlerException.class);
        await().untilAsserted(() -> assertThat(laneThreads()).isEmpty());
    }

    @Test
    void aLaneMadeAgainWhileTheOldOneIsEndingStillRunsOneAfterTheOther() throws Exception {
        Subscription holding = bus.on(Other.class, this::hold, DOCUMENT);
        bus.emit(new Other(0));
        began.await();
        holding.close();

        Collected<String> handled = collected();
        bus.on(Other.class, other -> handled.accept(other.number() + " " + mayEnd.getCount()), DOCUMENT);
        IntStream.rangeClosed(1, 3).forEach(i -> bus.emit(new Other(i)));
        assertThat(laneThreads()).hasSize(1);
        mayEnd.countDown();

        handled.awaitSize(3);
        assertThat(handled.items()).containsExactly("1 0", "2 0", "3 0");
    }

    @Test
    void anotherConcurrencyIsRefusedOnlyWhileTheLaneIsInUse() throws Exception {
        Subscription narrow = bus.on(Other.class, this::hold, DOCUMENT);
        bus.emit(new Other(1));
        began.await();
        SubscribeOptions wide = DOCUMENT.withConcurrency(2);
        assertThatThrownBy(() -> bus.on(Other.class, other -> {}, wide)).isInstanceOf(EventContractException.class);

        narrow.close();
        Collected<Integer> handled = collected();
        Subscription again = bus.on(Other.class, other -> handled.accept(other.number()), wide);
        bus.emit(new Other(2));

        handled.awaitSize(1);
        again.close();
        mayEnd.countDown();
        await().untilAsserted(() -> assertThat(laneThreads()).isEmpty());
    }

    @Test
    void lanesThatComeAndGoAllTheTimeLoseNothingAndKeepTheOrder() throws Exception {
        Collected<String> mistakes = collected();
        List<Thread> threads = IntStream.range(0, 3)
                .mapToObj(thread -> new Thread(() -> comeAndGo(thread, mistakes)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(mistakes.items()).isEmpty();
        await().untilAsserted(() -> assertThat(laneThreads()).isEmpty());
    }

    private void comeAndGo(int thread, Collected<String> mistakes) {
        EventType<Integer> type = EventType.of("document:" + thread, Integer.class);
        for (int round = 0; round < 300; round++) {
            Collected<Integer> got = collected();
            CountDownLatch all = new CountDownLatch(5);
            try (Subscription listening = bus.on(
                    type,
                    number -> {
                        got.accept(number);
                        all.countDown();
                    },
                    DOCUMENT)) {
                IntStream.range(0, 5).forEach(i -> bus.emit(type, i));
                if (!all.await(5, TimeUnit.SECONDS) || !got.items().equals(List.of(0, 1, 2, 3, 4))) {
                    mistakes.accept(listening + " in round " + round + " got " + got.items());
                }
            } catch (InterruptedException interrupted) {
                mistakes.accept("interrupted");
            }
        }
    }

    private void hold(Other other) throws InterruptedException {
        began.countDown();
        mayEnd.await();
    }

    private static List<String> laneThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("atomiton-events-lane-document"))
                .toList();
    }
}
