package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.OverflowPolicy;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.process.Events.Counted;
import com.atomiton.events.process.Events.Log;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of two renderer processes is stopped or killed while main sends to both. */
class StoppedRendererIntegrationTests {

    private static final int CAPACITY = 500;
    private static final long MAX_BYTES = 256 * 1024;
    private static final int COUNT = 20_000;
    private static final int BURST = 100;

    @TempDir
    private Path directory;

    private final List<Long> received = new CopyOnWriteArrayList<>();

    private DefaultEventBus main() {
        return Sockets.main(directory)
                .outbound(CAPACITY, MAX_BYTES)
                .overflow(OverflowPolicy.DROP_OLDEST, Duration.ZERO)
                .sessionRetention(Duration.ofMillis(500))
                .build();
    }

    private void connect(DefaultEventBus main, DefaultEventBus renderer, ChildJvm child) {
        main.start();
        renderer.on(Counted.class, counted -> received.add(counted.number()));
        renderer.start();
        child.awaitLine("CONNECTED");
        await().untilAsserted(() -> assertThat(main.sessions())
                .hasSize(2)
                .allMatch(session -> session.interest().wants("test:counted")));
    }

    /** In bursts that fit into the window of a renderer that reads. */
    private void emitAll(DefaultEventBus main) {
        for (long i = 0; i < COUNT; i += BURST) {
            LongStream.range(i, i + BURST).forEach(number -> main.emit(new Counted(number, "x".repeat(100))));
            long expected = i + BURST;
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> received.size() >= expected);
        }
    }

    private void assertThatNothingIsMissing() {
        assertThat(received)
                .containsExactlyElementsOf(LongStream.range(0, COUNT).boxed().toList());
    }

    @Test
    void aStoppedRendererCostsMainAWindowTheOtherNothingAndItGoesOnWhenItIsContinued() throws Exception {
        try (DefaultEventBus main = main();
                DefaultEventBus renderer = Sockets.renderer(directory).build();
                ChildJvm child = ChildJvm.start(EditorProcess.class, directory.toString(), "stopped")) {
            connect(main, renderer, child);

            child.signal("STOP");
            emitAll(main);

            assertThatNothingIsMissing();
            assertThat(main.sessions()).hasSize(2).allSatisfy(session -> {
                assertThat(session.outbound().events()).isLessThanOrEqualTo(CAPACITY);
                assertThat(session.outbound().bytes()).isLessThanOrEqualTo(MAX_BYTES);
            });
            child.signal("CONT");
            await().untilAsserted(() -> assertThat(main.sessions())
                    .allMatch(session -> session.outbound().events() == 0));
            main.emit(new Log("after the stop"));
            child.awaitLine("LOG after the stop");
            assertThat(child.lines()).containsOnlyOnce("CONNECTED");
        }
    }

    @Test
    void aRendererThatIsKilledMidBurstCostsTheOtherNothingAndMainForgetsItAfterTheRetention() {
        try (DefaultEventBus main = main();
                DefaultEventBus renderer = Sockets.renderer(directory).build();
                ChildJvm child = ChildJvm.start(EditorProcess.class, directory.toString(), "killed")) {
            connect(main, renderer, child);

            Thread killer = new Thread(() -> {
                await().until(() -> received.size() > COUNT / 10);
                child.kill();
            });
            killer.start();
            emitAll(main);

            assertThatNothingIsMissing();
            await().atMost(Duration.ofSeconds(5))
                    .untilAsserted(() -> assertThat(main.sessions())
                            .extracting(PeerSession::peer)
                            .extracting(peer -> peer.name() == null ? "" : peer.name())
                            .containsExactly(""));
        }
    }
}
