package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.process.Events.Log;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is stopped for longer than its own heartbeat's timeout, as by a laptop that is shut. */
class SleepingRendererIntegrationTests {

    private static final Duration INTERVAL = Duration.ofMillis(300);

    @TempDir
    private Path directory;

    @Test
    void aProcessThatWakesReadsWhatWaitsAndDoesNotTakeItsPeerForDead() throws Exception {
        try (DefaultEventBus main = Sockets.main(directory).build();
                ChildJvm child = ChildJvm.start(
                        EditorProcess.class, directory.toString(), "sleeper", String.valueOf(INTERVAL.toMillis()))) {
            main.start();
            child.awaitLine("CONNECTED");
            await().untilAsserted(() -> assertThat(main.sessions())
                    .anyMatch(session -> session.interest().wants("conductor:log")));

            for (Duration sleep : new Duration[] {
                INTERVAL.multipliedBy(5),
                INTERVAL.multipliedBy(9).dividedBy(5),
                INTERVAL.multipliedBy(9).dividedBy(5)
            }) {
                child.signal("STOP");
                main.emit(new Log("while it slept for " + sleep));
                passes(sleep);
                child.signal("CONT");
                child.awaitLine("LOG while it slept for " + sleep);
            }
            // Longer than the timeout: it has judged its peer by now.
            passes(INTERVAL.multipliedBy(3));
            main.emit(new Log("after all"));
            child.awaitLine("LOG after all");

            assertThat(child.lines()).containsOnlyOnce("CONNECTED").noneMatch(line -> line.contains("sign of life"));
        }
    }

    private static void passes(Duration time) {
        long begin = System.nanoTime();
        await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - begin > time.toNanos());
    }
}
