package com.atomiton.events.test;

import static com.atomiton.events.test.ProxiedBuses.IN_ITS_OWN_THREAD;
import static com.atomiton.events.test.ProxiedBuses.awaitOpen;
import static com.atomiton.events.test.ProxiedBuses.connect;
import static com.atomiton.events.test.ProxiedBuses.eventually;
import static com.atomiton.events.test.ProxiedBuses.only;
import static com.atomiton.events.test.ProxiedBuses.ourThreads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.test.FaultProxy.Direction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Faults other than cuts, on real sockets: what an application sees, and that nothing is left of them. */
class FaultsIntegrationTests {

    @TempDir
    private Path directory;

    private ProxiedBuses buses;
    private FaultProxy proxy;
    private final List<Integer> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        buses = new ProxiedBuses(directory);
        proxy = buses.proxy();
    }

    @AfterEach
    void stop() throws Exception {
        buses.close();
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void aCorruptLengthCostsTheConnectionAndNoEvent() {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> received.add(counted.number()));
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);

        // The next byte is the first of a length: 0 becomes 255.
        proxy.corrupt(Direction.TO_MAIN, proxy.passed(Direction.TO_MAIN));
        for (int i = 0; i < 100; i++) {
            renderer.emit(new Counted(i));
        }

        eventually(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(100));
        assertThat(received).containsExactlyElementsOf(upTo(100));
    }

    @Test
    void bytesThatTrickleInOneByOneMakeTheSameEvents() {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> received.add(counted.number()));
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        proxy.split(Direction.TO_MAIN, 1);
        proxy.split(Direction.TO_RENDERER, 3);
        connect(main, renderer);

        for (int i = 0; i < 200; i++) {
            renderer.emit(new Counted(i));
        }

        eventually(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(200));
        assertThat(received).containsExactlyElementsOf(upTo(200));
    }

    @Test
    void whateverAListenerOrTheErrorHandlerThrowsTheNextEventIsDelivered() {
        AtomicInteger told = new AtomicInteger();
        DefaultEventBus main = buses.main(builder -> builder.errorHandler((failure, context, listener) -> {
            told.incrementAndGet();
            throw new IllegalStateException("the error handler fails too");
        }));
        main.on(Counted.class, counted -> {
            switch (counted.number()) {
                case 0 -> throw new Exception("checked");
                case 1 -> throw new AssertionError("an error");
                case 2 -> throw new StackOverflowError();
                default -> received.add(counted.number());
            }
        });
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);

        for (int i = 0; i < 4; i++) {
            renderer.emit(new Counted(i));
        }

        eventually(() -> assertThat(received).containsExactly(3));
        assertThat(told).hasValue(3);
        assertThat(only(main).isOpen()).isTrue();
        eventually(() -> assertThat(only(renderer).outbound().events()).isZero());
    }

    @Test
    void aRequestWhoseHandlerIsClosedWhileItWaitsFindsNoHandler() throws Exception {
        DefaultEventBus main = buses.main(builder -> builder.requestConcurrency(1));
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch running = new CountDownLatch(1);
        Subscription handler = main.handle(Execute.class, (execute, context) -> {
            running.countDown();
            mayEnd.await();
            return new Result("done");
        });
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);
        CompletableFuture<Result> first = renderer.request(new Execute("runs"), Result.class);
        running.await();
        CompletableFuture<Result> queued = renderer.request(new Execute("waits"), Result.class);
        eventually(() -> assertThat(only(renderer).outbound().unacknowledged()).isEqualTo(2));

        handler.close();
        mayEnd.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).isEqualTo(new Result("done"));
        assertThatThrownBy(() -> queued.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(NoHandlerException.class);
    }

    @Test
    void anInterruptReachesItsThreadAndNotTheConnection() throws Exception {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> received.add(counted.number()));
        main.handle(Execute.class, (execute, context) -> new Result(execute.blueprintId()));
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);
        int connections = proxy.connections();
        List<CompletableFuture<Result>> replies = new CopyOnWriteArrayList<>();
        AtomicInteger kept = new AtomicInteger();

        Thread interrupted = new Thread(() -> {
            for (int i = 0; i < 500; i++) {
                Thread.currentThread().interrupt();
                renderer.emit(new Counted(i));
                replies.add(renderer.request(new Execute("run"), Result.class));
                kept.addAndGet(Thread.interrupted() ? 1 : 0);
            }
        });
        interrupted.start();
        interrupted.join();

        assertThat(kept).as("interrupts that are still there").hasValue(500);
        eventually(() -> assertThat(received).hasSize(500));
        for (CompletableFuture<Result> reply : replies) {
            assertThat(reply.get(10, TimeUnit.SECONDS)).isEqualTo(new Result("run"));
        }
        assertThat(proxy.connections()).isEqualTo(connections);
        assertThat(only(main).isOpen()).isTrue();
    }

    @Test
    void whatWasAcceptedBeforeAStopUnderLoadIsDeliveredOrReported() throws Exception {
        List<String> dropped = new CopyOnWriteArrayList<>();
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> received.add(counted.number()));
        DefaultEventBus renderer = buses.renderer(builder -> builder.telemetry(new Drops(dropped)));
        connect(main, renderer);
        List<CompletableFuture<Integer>> emitters = Stream.of(1, 2)
                .map(i -> CompletableFuture.supplyAsync(() -> emitUntilClosed(renderer), IN_ITS_OWN_THREAD))
                .toList();
        eventually(() -> assertThat(received).hasSizeGreaterThan(500));

        long before = System.nanoTime();
        renderer.stop();
        long took = System.nanoTime() - before;

        int accepted = 0;
        for (CompletableFuture<Integer> emitter : emitters) {
            accepted += emitter.get(10, TimeUnit.SECONDS);
        }
        int expected = accepted;
        eventually(() -> assertThat(received.size() + dropped.size()).isEqualTo(expected));
        assertThat(took).isLessThan(TimeUnit.SECONDS.toNanos(3));
        eventually(() -> assertThat(main.sessions()).as("it has said goodbye").isEmpty());
    }

    private static int emitUntilClosed(DefaultEventBus bus) {
        int accepted = 0;
        try {
            while (true) {
                if (bus.emit(new Counted(accepted)) == EmitResult.ACCEPTED) {
                    accepted++;
                }
            }
        } catch (EventBusException closed) {
            return accepted;
        }
    }

    @Test
    void fiftyStartsAndStopsOfTwoBusesLeaveNothing() throws Exception {
        startAndStop();
        Set<Thread> threads = ourThreads();
        long descriptors = descriptors();

        for (int i = 0; i < 50; i++) {
            startAndStop();
        }

        eventually(() -> assertThat(ourThreads()).isSubsetOf(threads));
        eventually(() -> assertThat(descriptors()).isLessThanOrEqualTo(descriptors));
    }

    private void startAndStop() {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        DefaultEventBus renderer = buses.directRenderer(UnaryOperator.identity());
        connect(main, renderer);
        renderer.stop();
        main.stop();
    }

    /** 0 where there is no {@code /proc}. */
    private static long descriptors() throws Exception {
        Path all = Path.of("/proc/self/fd");
        if (!Files.isDirectory(all)) {
            return 0;
        }
        try (Stream<Path> open = Files.list(all)) {
            return open.count();
        }
    }

    @Test
    void afterTenThousandSubscriptionsAndSomeCutsMainKnowsExactlyThoseThatAreLeft() throws Exception {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);
        List<CompletableFuture<Void>> subscribers = IntStream.range(0, 4)
                .mapToObj(thread ->
                        CompletableFuture.runAsync(() -> subscribeAndLeave(renderer, thread), IN_ITS_OWN_THREAD))
                .toList();
        CompletableFuture<Void> all = CompletableFuture.allOf(subscribers.toArray(CompletableFuture[]::new));
        int cuts = 0;
        do {
            awaitOpen(main, renderer);
            proxy.cut();
            cuts++;
        } while (!all.isDone());
        all.get(20, TimeUnit.SECONDS);

        List<String> left =
                IntStream.range(0, 4).mapToObj(thread -> "left:" + thread).toList();
        eventually(() -> assertThat(only(main).interest().listens()).containsExactlyElementsOf(left));
        assertThat(cuts).isPositive();
    }

    private static void subscribeAndLeave(DefaultEventBus bus, int thread) {
        Random random = new Random(thread);
        for (int i = 0; i < 2_500; i++) {
            bus.on("name:" + random.nextInt(20), payload -> {}).close();
        }
        bus.on("left:" + thread, payload -> {});
    }

    @Test
    void openConnectionsOutliveTheSocketsFile() throws Exception {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> received.add(counted.number()));
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        connect(main, renderer);

        Files.delete(buses.mainSocket());
        renderer.emit(new Counted(0));

        eventually(() -> assertThat(received).containsExactly(0));
    }
}
