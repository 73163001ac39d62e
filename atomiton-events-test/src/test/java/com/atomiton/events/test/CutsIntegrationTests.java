package com.atomiton.events.test;

import static com.atomiton.events.test.ProxiedBuses.IN_ITS_OWN_THREAD;
import static com.atomiton.events.test.ProxiedBuses.awaitOpen;
import static com.atomiton.events.test.ProxiedBuses.connect;
import static com.atomiton.events.test.ProxiedBuses.eventually;
import static com.atomiton.events.test.ProxiedBuses.only;
import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitResult;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.OverflowPolicy;
import com.atomiton.events.test.FaultProxy.Direction;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection breaks between two processes that both live on: nothing is lost, nothing comes twice. */
class CutsIntegrationTests {

    private static final SubscribeOptions FROM_THE_PEER = SubscribeOptions.origin(Origin.REMOTE);

    @TempDir
    private Path directory;

    private ProxiedBuses buses;
    private FaultProxy proxy;

    private final List<Integer> atMain = new CopyOnWriteArrayList<>();
    private final List<Integer> atRenderer = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        buses = new ProxiedBuses(directory);
        proxy = buses.proxy();
    }

    @AfterEach
    void stop() throws Exception {
        buses.close();
    }

    private DefaultEventBus listeningMain() {
        DefaultEventBus main = buses.main(UnaryOperator.identity());
        main.on(Counted.class, counted -> atMain.add(counted.number()), FROM_THE_PEER);
        return main;
    }

    private DefaultEventBus listeningRenderer() {
        DefaultEventBus renderer = buses.renderer(UnaryOperator.identity());
        renderer.on(Counted.class, counted -> atRenderer.add(counted.number()), FROM_THE_PEER);
        return renderer;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void aCutAfterAnyByteOfAFewFramesChangesNothing(Direction direction) {
        DefaultEventBus main = listeningMain();
        DefaultEventBus renderer = listeningRenderer();
        connect(main, renderer);
        List<Integer> received = direction == Direction.TO_MAIN ? atMain : atRenderer;
        DefaultEventBus sender = direction == Direction.TO_MAIN ? renderer : main;
        int sent = emitThree(sender, 0);
        eventually(() -> assertThat(received).hasSize(3));
        eventually(() -> assertThat(only(sender).outbound().events()).isZero());
        // The handshake, the acknowledgement and interest after it, and three events.
        long uncut = proxy.passed(direction);

        for (int offset = 0; offset <= uncut; offset++) {
            proxy.cut();
            proxy.cutAfter(direction, offset);
            sent = emitThree(sender, sent);
            int expected = sent;
            eventually(() -> assertThat(received).hasSizeGreaterThanOrEqualTo(expected));
        }
        proxy.heal();

        assertThat(received).containsExactlyElementsOf(upTo(sent));
        eventually(() -> assertThat(only(sender).outbound().events()).isZero());
    }

    private static int emitThree(DefaultEventBus bus, int first) {
        for (int i = 0; i < 3; i++) {
            bus.emit(new Counted(first + i));
        }
        return first + 3;
    }

    @Test
    void aHundredCutsUnderLoadBothWaysKeepEverySequenceExact() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DefaultEventBus main = listeningMain();
        DefaultEventBus renderer = listeningRenderer();
        connect(main, renderer);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> fromMain = supplyAsync(() -> emitUntil(over, main), IN_ITS_OWN_THREAD);
        CompletableFuture<Integer> fromRenderer = supplyAsync(() -> emitUntil(over, renderer), IN_ITS_OWN_THREAD);
        eventually(() -> {
            failIfOneFailed(fromMain, fromRenderer);
            assertThat(atMain).isNotEmpty();
            assertThat(atRenderer).isNotEmpty();
        });

        for (int cut = 0; cut < 100; cut++) {
            awaitOpen(main, renderer);
            Direction direction = Direction.values()[random.nextInt(2)];
            long before = proxy.passed(direction);
            int more = random.nextInt(20_000);
            eventually(() -> {
                failIfOneFailed(fromMain, fromRenderer);
                assertThat(proxy.passed(direction)).isGreaterThanOrEqualTo(before + more);
            });
            proxy.cut();
        }
        over.set(true);
        int sentByMain = fromMain.get(20, TimeUnit.SECONDS);
        int sentByRenderer = fromRenderer.get(20, TimeUnit.SECONDS);

        eventually(() -> assertThat(atMain).as("seed %d", seed).hasSize(sentByRenderer));
        eventually(() -> assertThat(atRenderer).as("seed %d", seed).hasSize(sentByMain));
        assertThat(atMain).as("seed %d", seed).containsExactlyElementsOf(upTo(sentByRenderer));
        assertThat(atRenderer).as("seed %d", seed).containsExactlyElementsOf(upTo(sentByMain));
    }

    private static int emitUntil(AtomicBoolean over, DefaultEventBus bus) {
        int count = 0;
        while (!over.get()) {
            assertThat(bus.emit(new Counted(count++, "x".repeat(count % 1_000))))
                    .isIn(EmitResult.ACCEPTED, EmitResult.BUFFERED);
            LockSupport.parkNanos(50_000);
        }
        return count;
    }

    /** At once and with what it failed with: otherwise all that shows is that one direction becomes quiet. */
    private static void failIfOneFailed(CompletableFuture<Integer> fromMain, CompletableFuture<Integer> fromRenderer) {
        fromMain.getNow(0);
        fromRenderer.getNow(0);
    }

    @Test
    void aCutThatOutlastsTheWindowIsToldAsOneGapAndLaterEventsFlow() {
        int capacity = 10;
        int lost = 25;
        List<ConnectionGap> gaps = new CopyOnWriteArrayList<>();
        List<String> dropped = new CopyOnWriteArrayList<>();
        DefaultEventBus main = buses.main(builder -> builder.outbound(capacity, 1 << 20)
                .overflow(OverflowPolicy.DROP_OLDEST, Duration.ZERO)
                .telemetry(new Drops(dropped)));
        DefaultEventBus renderer = buses.renderer(builder -> builder.applicationEvents(event -> {
            if (event instanceof ConnectionGap gap) {
                gaps.add(gap);
            }
        }));
        renderer.on(Counted.class, counted -> atRenderer.add(counted.number()));
        connect(main, renderer);
        eventually(() -> assertThat(only(main).interest().wants("test:counted")).isTrue());
        main.emit(new Counted(0));
        eventually(() -> assertThat(only(main).outbound().events()).isZero());

        proxy.refuse();
        proxy.cut();
        eventually(() -> assertThat(only(main).isConnected()).isFalse());
        for (int i = 1; i <= lost + capacity; i++) {
            assertThat(main.emit(new Counted(i))).isEqualTo(EmitResult.BUFFERED);
        }
        proxy.heal();

        eventually(() -> assertThat(atRenderer).hasSize(1 + capacity));
        eventually(() -> assertThat(only(main).outbound().events()).isZero());
        main.emit(new Counted(99));
        eventually(() -> assertThat(atRenderer).endsWith(99));
        assertThat(atRenderer)
                .startsWith(0)
                .containsSubsequence(
                        IntStream.rangeClosed(lost + 1, lost + capacity).boxed().toList())
                .hasSize(capacity + 2);
        assertThat(dropped).hasSize(lost).containsOnly("test:counted overflow");
        eventually(() -> assertThat(gaps)
                .singleElement()
                .satisfies(gap -> assertThat(gap.to() - gap.from() + 1).isEqualTo(lost)));
    }

    @Test
    void aCutAfterTheDeliveryAndBeforeTheAcknowledgementDeliversNothingTwice() {
        DefaultEventBus main = listeningMain();
        DefaultEventBus renderer = listeningRenderer();
        AtomicInteger connects = new AtomicInteger();
        renderer.onConnectionState(change -> {
            if (change.current() == ConnectionState.CONNECTED) {
                connects.incrementAndGet();
            }
        });
        connect(main, renderer);
        eventually(() -> assertThat(only(main).interest().wants("test:counted")).isTrue());

        for (int i = 0; i < 20; i++) {
            // What is open may still be the connection that was cut, and the stall would hold up the next HELLO.
            int connectsSoFar = i + 1;
            eventually(() -> assertThat(connects).hasValue(connectsSoFar));
            awaitOpen(main, renderer);
            proxy.stall(Direction.TO_MAIN);
            main.emit(new Counted(i));
            int expected = i + 1;
            eventually(() -> assertThat(atRenderer).hasSize(expected));
            assertThat(only(main).outbound().unacknowledged()).isPositive();
            proxy.cut();
            proxy.resume(Direction.TO_MAIN);
        }
        eventually(() -> assertThat(only(main).outbound().events()).isZero());

        main.emit(new Counted(20));
        eventually(() -> assertThat(atRenderer).contains(20));
        assertThat(atRenderer).containsExactlyElementsOf(upTo(21));
    }
}
