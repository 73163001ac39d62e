package com.atomiton.events.test.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ProcessRole;
import com.atomiton.events.test.FaultProxy;
import com.atomiton.events.test.FaultProxy.Direction;
import com.atomiton.events.test.soak.Ledger.Count;
import com.atomiton.events.test.soak.SoakedChild.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes with traffic both ways, for {@code -Dsoak.minutes}; the connection between them is cut every now and then,
 * and in three of four parts one of them is killed every now and then and begins anew. Who lives through a part must use
 * at its end what it used at its beginning.
 */
class TwoProcessSoak {

    private static final long HEAP_TOLERANCE = 3 * 1024 * 1024;

    @TempDir
    private Path directory;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final List<String> usages = new ArrayList<>();
    private int cuts;
    private FaultProxy proxy;
    private SoakedSide main;
    private SoakedSide renderer;

    /** Who is killed in a part of the time. */
    private enum Part {
        NOBODY_IS_KILLED(false, false),
        THE_RENDERER_IS_KILLED(false, true),
        MAIN_IS_KILLED(true, false),
        EITHER_IS_KILLED(true, true);

        private final boolean main;
        private final boolean renderer;

        Part(boolean main, boolean renderer) {
            this.main = main;
            this.renderer = renderer;
        }
    }

    @BeforeEach
    void start() throws IOException {
        Path socket = directory.resolve("m/main.sock");
        proxy = FaultProxy.start(directory.resolve("proxy.sock"), socket);
        main = new SoakedSide(ProcessRole.MAIN, socket, directory);
        renderer = new SoakedSide(ProcessRole.RENDERER, proxy.path(), directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        renderer.close();
        main.close();
        proxy.close();
    }

    @Test
    @Timeout(value = 30, unit = TimeUnit.DAYS)
    void nothingIsLostDoubledReorderedOrLeftOver() throws Exception {
        Duration time = Duration.ofMinutes(Integer.getInteger("soak.minutes", 10));
        for (Part part : Part.values()) {
            soak(part, time.dividedBy(Part.values().length));
        }
        rest();
        awaitNoTasks(renderer.child());
        awaitNoTasks(main.child());
        assertThat(renderer.child().stop()).isZero();
        assertThat(main.child().stop()).isZero();
        judge(time);
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(file -> !file.equals(proxy.path())).map(Path::toString))
                    .as("what is left")
                    .noneMatch(file -> file.endsWith(".sock") || file.endsWith(".alive"));
        }
    }

    private void soak(Part part, Duration time) throws Exception {
        // Whoever is new gets warm.
        makeFaults(Part.NOBODY_IS_KILLED, time.dividedBy(10));
        rest();
        Usage mainBefore = main.child().usage();
        Usage rendererBefore = renderer.child().usage();
        resume();
        makeFaults(part, time.dividedBy(10).multipliedBy(9));
        rest();
        if (part == Part.NOBODY_IS_KILLED) {
            assertThat(main.child().failed()).isEmpty();
            assertThat(renderer.child().failed()).isEmpty();
        }
        if (!part.main) {
            compare("main while " + part, mainBefore, main.child());
        }
        if (!part.renderer) {
            compare("renderer while " + part, rendererBefore, renderer.child());
        }
        resume();
    }

    private void makeFaults(Part part, Duration time) throws Exception {
        long end = System.nanoTime() + time.toNanos();
        long nextKill = System.nanoTime() + timeToKill();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20 + random.nextInt(400)));
            cut();
            main.child().check();
            renderer.child().check();
            if (part != Part.NOBODY_IS_KILLED && System.nanoTime() >= nextKill) {
                kill(part.main && (!part.renderer || random.nextBoolean()) ? main : renderer);
                nextKill = System.nanoTime() + timeToKill();
            }
        }
    }

    private void cut() {
        if (random.nextInt(3) == 0) {
            proxy.cutAfter(Direction.values()[random.nextInt(2)], random.nextInt(100_000));
        } else {
            proxy.cut();
        }
        cuts++;
    }

    /** From before it listens or connects to long after. */
    private long timeToKill() {
        return TimeUnit.MILLISECONDS.toNanos(200 + random.nextInt(8_000));
    }

    private void kill(SoakedSide side) throws Exception {
        side.child().kill();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(500)));
        side.beginAnew();
    }

    /** Nothing is emitted any more, and all that was has been consumed. */
    private void rest() throws InterruptedException {
        proxy.heal();
        for (String command : List.of("pause", "rest")) {
            main.child().send(command);
            renderer.child().send(command);
        }
        main.child().answer();
        renderer.child().answer();
    }

    private void resume() {
        main.child().send("resume");
        renderer.child().send("resume");
    }

    private void compare(String who, Usage before, SoakedChild child) {
        // What is looked after every second may be open just now.
        await().pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
            Usage after = child.usage();
            assertThat(after.threads())
                    .as("threads of %s, which printed last %s", who, child.printed())
                    .isLessThanOrEqualTo(before.threads());
            assertThat(after.descriptors()).as("descriptors of %s", who).isLessThanOrEqualTo(before.descriptors());
            assertThat(after.heap()).as("heap of %s", who).isLessThanOrEqualTo(before.heap() + HEAP_TOLERANCE);
            usages.add("%s: heap %d -> %d KiB, descriptors %d -> %d, threads %d -> %d"
                    .formatted(
                            who,
                            before.heap() / 1024,
                            after.heap() / 1024,
                            before.descriptors(),
                            after.descriptors(),
                            before.threads(),
                            after.threads()));
        });
    }

    private static void awaitNoTasks(SoakedChild child) {
        await().atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(child.usage().taskThreads()).isZero());
    }

    private void judge(Duration time) {
        Verdict toRenderer = renderer.judge(main);
        Verdict toMain = main.judge(renderer);
        List<Verdict> both = List.of(toRenderer, toMain);
        System.out.printf(
                "SOAK %d min, seed %d: %,d events to the renderer and %,d to main, %,d and %,d again as redelivered,"
                        + " %,d questions answered and %,d failed with a killed process, %,d events refused, %,d cuts,"
                        + " %d kills of main and %d of the renderer, %d lost, %d doubled, %d out of order; %s%n",
                time.toMinutes(),
                seed,
                toRenderer.received(),
                toMain.received(),
                toRenderer.redelivered(),
                toMain.redelivered(),
                main.sum(Count.ANSWERED) + renderer.sum(Count.ANSWERED),
                main.sum(Count.PEER_LOST) + renderer.sum(Count.PEER_LOST),
                main.sum(Count.REFUSED) + renderer.sum(Count.REFUSED),
                cuts,
                main.lives() - 1,
                renderer.lives() - 1,
                both.stream().mapToLong(Verdict::lost).sum(),
                both.stream().mapToLong(Verdict::doubled).sum(),
                both.stream().mapToLong(Verdict::outOfOrder).sum(),
                String.join("; ", usages));
        assertThat(both).allSatisfy(verdict -> {
            assertThat(verdict.received()).isPositive();
            assertThat(verdict.lost()).as("lost").isZero();
            assertThat(verdict.doubled()).as("doubled").isZero();
            assertThat(verdict.outOfOrder()).as("out of order").isZero();
        });
    }
}
