package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.session.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class SerialLaneTests {

    private static final Peer FLOODING = new Peer("flooding", null, ProcessRole.RENDERER);
    private static final Peer QUIET = new Peer("quiet", null, ProcessRole.RENDERER);
    private static final Peer LATE = new Peer("late", null, ProcessRole.RENDERER);

    private final SerialLane lane = new SerialLane(
            "test", Thread::new, new LaneBound(10, OverflowPolicy.BLOCK, Duration.ofSeconds(10)), () -> {});
    private final Collected<String> done = collected();

    @AfterEach
    void stop() throws InterruptedException {
        lane.stop(TimeUnit.SECONDS.toNanos(5));
    }

    /** A task of a peer: its sender and number, and what it does besides telling that it was done. */
    private record Task(IncomingEvent event, Runnable action) implements LaneTask {

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public void run() {
            action.run();
        }

        @Override
        public void dropped(DropReason reason) {
            throw new AssertionError("dropped: " + reason);
        }

        @Override
        public String holder() {
            return "a task";
        }
    }

    private void execute(Peer sender, int number, Runnable action) {
        IncomingEvent event = new IncomingEvent("test", number, sender, Map.of(), null, null);
        assertThat(lane.execute(new Task(event, () -> {
                    action.run();
                    done.accept(event.id());
                })))
                .isTrue();
    }

    @Test
    void aSenderThatComesInTheMidstOfAnothersFloodIsNext() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        for (int i = 0; i < 50_000; i++) {
            execute(FLOODING, i, i == 100 ? () -> pass(reached, goOn) : () -> {});
        }
        reached.await();
        execute(QUIET, 0, () -> {});
        execute(LATE, 0, () -> {});
        execute(QUIET, 1, () -> {});
        goOn.countDown();

        done.awaitSize(50_003);
        assertThat(done.items().subList(100, 107)).contains("quiet-0", "late-0", "quiet-1");
        assertThat(done.items().stream().filter(id -> id.startsWith("flooding")))
                .containsExactlyElementsOf(IntStream.range(0, 50_000)
                        .mapToObj(i -> "flooding-" + i)
                        .toList());
    }

    @Test
    void aSenderThatComesWhileOthersTakeTurnsIsNextToo() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        execute(LATE, -1, () -> pass(reached, goOn));
        reached.await();
        CountDownLatch inTurns = new CountDownLatch(1);
        CountDownLatch last = new CountDownLatch(1);
        for (int i = 0; i < 1_000; i++) {
            execute(FLOODING, i, i == 500 ? () -> pass(inTurns, last) : () -> {});
            execute(QUIET, i, () -> {});
        }
        goOn.countDown();
        inTurns.await();
        execute(LATE, 0, () -> {});
        last.countDown();

        done.awaitSize(2_002);
        int after = done.items().indexOf("late-0") - done.items().indexOf("flooding-500");
        // What is left of the turn it came in, and one of each in the next.
        assertThat(after).isBetween(1, 4);
    }

    @Test
    void whatEachSenderDidIsDoneOnceAndInItsOrderHoweverTheyMix() throws Exception {
        List<Peer> senders = List.of(FLOODING, QUIET, LATE);
        List<Thread> threads = new ArrayList<>();
        for (Peer sender : senders) {
            Thread thread = new Thread(() -> IntStream.range(0, 20_000).forEach(i -> execute(sender, i, () -> {})));
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }

        done.awaitSize(60_000);
        for (Peer sender : senders) {
            assertThat(done.items().stream().filter(id -> id.startsWith(sender.id())))
                    .containsExactlyElementsOf(IntStream.range(0, 20_000)
                            .mapToObj(i -> sender.id() + "-" + i)
                            .toList());
        }
    }

    private static void pass(CountDownLatch reached, CountDownLatch goOn) {
        reached.countDown();
        try {
            assertThat(goOn.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** The thread itself fails at this one, and not in what it does. */
    private record Deadly(IncomingEvent event) implements LaneTask {

        @Override
        public String conflationKey() {
            return "deadly";
        }

        @Override
        public boolean begin() {
            throw new OutOfMemoryError("on purpose");
        }

        @Override
        public boolean isBounded() {
            return false;
        }

        @Override
        public void run() {}

        @Override
        public void dropped(DropReason reason) {}

        @Override
        public String holder() {
            return "a task";
        }
    }

    @Test
    void aThreadThatDiesIsReplacedAndWhatWaitedIsDone() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        execute(QUIET, 0, () -> pass(reached, goOn));
        reached.await();
        lane.execute(new Deadly(new IncomingEvent("test", 1, QUIET, Map.of(), null, null)));
        execute(QUIET, 2, () -> {});
        execute(LATE, 0, () -> {});
        goOn.countDown();

        // As the watchdog does.
        await().until(() -> {
            lane.startIfNeeded();
            return done.items().size() == 3;
        });
        execute(QUIET, 3, () -> {});

        done.awaitSize(4);
        assertThat(done.items().stream().filter(id -> id.startsWith("quiet")))
                .containsExactly("quiet-0", "quiet-2", "quiet-3");
    }

    @Test
    void theLockIsFreeWhileItIsSaidThatThereIsNoThread() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(LaneThread.class);
        CountDownLatch logging = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        AppenderBase<ILoggingEvent> blocking = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                pass(logging, goOn);
            }
        };
        blocking.start();
        logger.addAppender(blocking);
        SerialLane poor = new SerialLane(
                "poor",
                task -> {
                    throw new OutOfMemoryError("on purpose");
                },
                new LaneBound(10, OverflowPolicy.FAIL, Duration.ZERO),
                () -> {});
        IncomingEvent event = new IncomingEvent("test", 1, QUIET, Map.of(), null, null);
        Thread first = new Thread(() -> poor.execute(new Task(event, () -> {})));
        try {
            first.start();
            logging.await();

            assertThat(CompletableFuture.supplyAsync(poor::isIdle).get(5, TimeUnit.SECONDS))
                    .isFalse();
        } finally {
            goOn.countDown();
            first.join();
            logger.detachAppender(blocking);
        }
    }
}
