package com.atomiton.events.test.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ProcessRole;
import com.atomiton.events.test.FaultProxy;
import com.atomiton.events.test.soak.Ledger.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Two processes with the default settings, the connection between them cut at random moments or the listener slow: all
 * that one emits arrives at the other, once and in order, and neither is told of a fault. The Maven profile {@code cuts}
 * runs the same with millions of events.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CutsAtDefaultSettingsIntegrationTests {

    private static final int EVENTS = Integer.getInteger("cuts.events", 300_000);
    private static final int SECONDS = Integer.getInteger("cuts.seconds", 4);
    private static final int SEEDS = Integer.getInteger("cuts.seeds", 1);
    private static final long FIRST_SEED = Long.getLong("cuts.seed", System.nanoTime());

    /** So that one that sleeps is asleep for half of the time at most. */
    private static final int SECONDS_FOR_A_NAP = 8;

    @TempDir
    private Path directory;

    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        proxy = FaultProxy.start(directory.resolve("proxy.sock"), mainSocket());
    }

    @AfterEach
    void stop() {
        proxy.close();
    }

    private Path mainSocket() {
        return directory.resolve("m/main.sock");
    }

    private static Stream<Arguments> sendersAndSeeds() {
        return Stream.of(ProcessRole.MAIN, ProcessRole.RENDERER)
                .flatMap(sender -> IntStream.range(0, SEEDS).mapToObj(i -> Arguments.of(sender, FIRST_SEED + i)));
    }

    @ParameterizedTest
    @MethodSource("sendersAndSeeds")
    void allArrivesOnceAndInOrderHoweverTheConnectionIsCut(ProcessRole sender, long seed) throws Exception {
        run(sender, seed, EVENTS, 0, SECONDS, 0);
    }

    @ParameterizedTest
    @MethodSource("sendersAndSeeds")
    void theSameThoughTheListenerSleepsNowAndThen(ProcessRole sender, long seed) throws Exception {
        run(sender, seed, EVENTS, 0, SECONDS, 1 + SECONDS / SECONDS_FOR_A_NAP);
    }

    @ParameterizedTest
    @EnumSource(names = {"MAIN", "RENDERER"})
    void largeEventsWaitForAListenerThatSleeps(ProcessRole sender) throws Exception {
        run(sender, FIRST_SEED, 200, 200_000, 0, 1);
    }

    private void run(ProcessRole sender, long seed, int events, int characters, int seconds, int naps)
            throws Exception {
        Random random = new Random(seed);
        Object[] numbersOfNaps =
                random.ints(naps, events / 20, events / 2).boxed().toArray();
        SoakedChild to = child(SoakEvents.other(sender), numbersOfNaps);
        SoakedChild from = child(sender);
        try {
            // To a quick listener as fast as it can be, when a fault costs most; to the other in bursts, all the time.
            from.send("emit " + events + " " + characters + " " + (naps == 0 ? 0 : seconds) + " " + seed);
            from.send("rest");
            Ledger receiver = ledger(SoakEvents.other(sender));
            await().atMost(Duration.ofMinutes(1)).until(() -> !receiver.runs().isEmpty());
            long begin = System.nanoTime();
            int cuts = new RandomCuts(proxy, random).during(Duration.ofSeconds(seconds));
            String faultsAtSender = from.answer();
            to.send("rest");
            String faultsAtReceiver = to.answer();
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);

            Verdict verdict = Verdict.of(List.of(receiver.runs()), 1, events);
            System.out.printf(
                    "CUTS from %s, seed %d, listener slept at %s: %d cuts, %,d of %,d received, %,d lost, %,d doubled,"
                            + " %,d out of order, %,d refused, %.1f s; the sender %s, the receiver %s%n",
                    sender.label(),
                    seed,
                    Arrays.toString(numbersOfNaps),
                    cuts,
                    verdict.received(),
                    events,
                    verdict.lost(),
                    verdict.doubled(),
                    verdict.outOfOrder(),
                    ledger(sender).get(Count.REFUSED),
                    millis / 1_000.0,
                    faultsAtSender,
                    faultsAtReceiver);
            assertThat(List.of(verdict.lost(), verdict.doubled(), verdict.outOfOrder()))
                    .as(
                            "lost, doubled and out of order from %s with seed %d; the sender printed last%n%s%n,"
                                    + " the receiver%n%s%n",
                            sender, seed, from.printed(), to.printed())
                    .containsOnly(0L);
            assertThat(List.of(faultsAtSender, faultsAtReceiver))
                    .as("faults that an application saw, seed %d", seed)
                    .containsOnly("RESTS {}");
            assertThat(List.of(from.stop(), to.stop())).as("exit codes").containsOnly(0);
        } finally {
            from.close();
            to.close();
        }
    }

    private SoakedChild child(ProcessRole role, Object... numbersOfNaps) throws IOException {
        Path socket = role == ProcessRole.MAIN ? mainSocket() : proxy.path();
        Object[] arguments = Stream.concat(
                        Stream.of(role.label(), socket, directory.resolve("r"), ledgerFile(role)),
                        Stream.of(numbersOfNaps))
                .toArray();
        // Compiling for speed would take most of the time that a small run lasts.
        return SoakedChild.start(role, List.of("-XX:TieredStopAtLevel=1"), NumberingProcess.class, arguments);
    }

    private Ledger ledger(ProcessRole role) {
        return Ledger.open(ledgerFile(role));
    }

    private Path ledgerFile(ProcessRole role) {
        return directory.resolve(role.label() + ".ledger");
    }
}
