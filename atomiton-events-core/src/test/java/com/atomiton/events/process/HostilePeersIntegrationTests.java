package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.process.Events.Ask;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A main with a heap of 128 MiB is attacked by processes of its user while an honest renderer asks it. Main lives, the
 * renderer keeps its connection and is answered, and the log stays short. Prints the figures that {@code docs/security.md}
 * has; what is asserted is much looser, for the machine may have other things to do.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostilePeersIntegrationTests {

    private static final int HEAP = 128;
    private static final Duration LENGTH = Duration.ofMillis(1_200);
    private static final double LOOSE_MEDIAN = 600;
    private static final double LOOSE = 5_000;
    private static final int FEW_LINES = 60;

    private Path directory;
    private final List<String> states = new ArrayList<>();
    private @Nullable ChildJvm main;
    private DefaultEventBus honest;

    @BeforeAll
    void start(@TempDir Path temporary) {
        directory = temporary;
        honest = Sockets.renderer(directory).build();
        honest.onConnectionState(change -> {
            synchronized (states) {
                states.add(change.current() + " " + change.reason());
            }
        });
        honest.start();
        main();
    }

    @AfterAll
    void close() {
        honest.close();
        main().close();
    }

    /** As it is, or a new one if the last attack has killed it: the others are to say what they do all the same. */
    private ChildJvm main() {
        ChildJvm current = main;
        if (current == null || !current.isAlive()) {
            current = ChildJvm.start(HEAP, BesiegedMain.class, directory.toString());
            main = current;
            current.awaitLine("READY");
            await().until(() -> honest.connectionState() == ConnectionState.CONNECTED);
        }
        return current;
    }

    @ParameterizedTest
    @EnumSource(Attack.class)
    void mainLivesAndServesTheOthersUnder(Attack attack) throws Exception {
        ChildJvm besieged = main();
        besieged.send("stick");
        ask(LENGTH.dividedBy(5));
        int linesBefore = besieged.lines().size();
        synchronized (states) {
            states.clear();
        }

        List<Long> times;
        int heap;
        try (Siege siege = new Siege(directory, attack, () -> besieged.send("emit"))) {
            times = ask(LENGTH);
            assertThat(siege.goesOn()).isTrue();
            heap = report(besieged, attack + " under attack", "HEAP (\\d+) .*");
        }
        int lines = besieged.lines().size() - linesBefore - 1;
        System.out.printf(
                "SIEGE %s: %d requests, p50 %.1f ms, p99 %.1f ms, longest %.1f ms; heap %d MiB; %d lines%n",
                attack, times.size(), at(times, 0.5), at(times, 0.99), at(times, 1), heap, lines);

        assertThat(times).isNotEmpty();
        assertThat(at(times, 0.5)).isLessThan(LOOSE_MEDIAN);
        assertThat(at(times, 0.99)).isLessThan(LOOSE);
        assertThat(lines).as("lines of the log: %s", besieged.lines()).isLessThan(FEW_LINES);
        synchronized (states) {
            assertThat(states).isEmpty();
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> isAsBefore(besieged, attack));
    }

    /** What a stuck listener has not handled is handled now, and nobody is there but the honest one. */
    private static boolean isAsBefore(ChildJvm main, Attack attack) {
        main.send("release");
        return report(main, attack + " " + System.nanoTime(), "HEAP \\d+ PEERS (\\d+)") == 1;
    }

    @Test
    void aNewcomerConnectsWhileOthersKeepTheirHandshakesOpen() throws Exception {
        ChildJvm besieged = main();
        try (Siege siege = new Siege(directory, Attack.HALF_OPEN_CONNECTIONS, () -> besieged.send("emit"));
                DefaultEventBus newcomer = Sockets.renderer(directory).build()) {
            ask(Duration.ofMillis(200));
            newcomer.start();

            assertThat(siege.goesOn()).isTrue();
            await().untilAsserted(() -> assertThat(newcomer.connectionState())
                    .as(newcomer.lastError())
                    .isEqualTo(ConnectionState.CONNECTED));
        }
    }

    /** One after the other, each within so many nanoseconds; sorted. */
    private List<Long> ask(Duration length) throws Exception {
        List<Long> times = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            long began = System.nanoTime();
            assertThat(honest.request(new Ask("now"), String.class).get(20, TimeUnit.SECONDS))
                    .isEqualTo("now");
            times.add(System.nanoTime() - began);
        }
        times.sort(null);
        return times;
    }

    private static double at(List<Long> times, double quantile) {
        return times.get((int) Math.min(times.size() - 1, times.size() * quantile)) / 1e6;
    }

    private static int report(ChildJvm main, String question, String pattern) {
        main.send(question);
        String line = main.awaitLine(question + " HEAP");
        return Integer.parseInt(line.substring(question.length() + 1).replaceFirst(pattern, "$1"));
    }
}
