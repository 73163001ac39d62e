package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.RequestContext;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Counted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Renderer processes that are killed ({@code kill -9}) or stopped, and what main has of them. */
class KilledRendererIntegrationTests {

    private static final int OTHERS = 19;
    private static final long COUNT = 5_000;

    @TempDir
    private Path directory;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void closeAll() throws Exception {
        for (int i = opened.size() - 1; i >= 0; i--) {
            opened.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    @Test
    void oneOfTwentyKilledMidBurstCostsTheOthersNothingAndItsQueueIsFreed() throws Exception {
        DefaultEventBus main = opened(Sockets.main(directory).build());
        main.start();
        List<List<Long>> received = IntStream.range(0, OTHERS)
                .<List<Long>>mapToObj(i -> new CopyOnWriteArrayList<>())
                .toList();
        for (List<Long> numbers : received) {
            DefaultEventBus renderer = opened(Sockets.renderer(directory).build());
            renderer.on(Counted.class, counted -> numbers.add(counted.number()));
            renderer.start();
        }
        ChildJvm child = opened(ChildJvm.start(EditorProcess.class, directory.toString()));
        await().untilAsserted(() -> assertThat(main.sessions())
                .hasSize(OTHERS + 1)
                .allMatch(session -> session.interest().wants("test:counted")));
        Collection<PeerSession> sessions = List.copyOf(main.sessions());

        for (long i = 0; i < COUNT; i++) {
            if (i == COUNT / 2) {
                child.signal("KILL");
            }
            main.emit(new Counted(i, "x".repeat(100)));
        }

        // Its connection ends first, its session when its lock has been seen to be free.
        await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            assertThat(main.peers()).hasSize(OTHERS);
            assertThat(main.sessions()).hasSize(OTHERS);
        });
        // It is taken from the list first.
        await().untilAsserted(() -> assertThat(sessions)
                .filteredOn(session -> !main.sessions().contains(session))
                .singleElement()
                .satisfies(killed -> {
                    assertThat(killed.hasEnded()).isTrue();
                    assertThat(killed.outbound().events()).isZero();
                    assertThat(killed.outbound().bytes()).isZero();
                }));
        List<Long> all = IntStream.range(0, (int) COUNT).mapToObj(i -> (long) i).toList();
        await().untilAsserted(() ->
                assertThat(received).allSatisfy(numbers -> assertThat(numbers).hasSize((int) COUNT)));
        assertThat(received).allSatisfy(numbers -> assertThat(numbers).isEqualTo(all));
        assertThat(main.sessions()).hasSize(OTHERS);
    }

    @Test
    void aHandlerIsToldWithinASecondThatItsAskerWasKilled() throws Exception {
        DefaultEventBus main = opened(Sockets.main(directory).build());
        CompletableFuture<RequestContext> asked = new CompletableFuture<>();
        CompletableFuture<String> result = new CompletableFuture<>();
        main.handle(Ask.class, (ask, context) -> {
            asked.complete(context);
            return result;
        });
        main.start();
        ChildJvm child = opened(ChildJvm.start(EditorProcess.class, directory.toString(), "asker"));
        child.awaitLine("CONNECTED");
        child.send("ask something");
        RequestContext context = asked.get(20, TimeUnit.SECONDS);
        assertThat(context.isCancelled()).isFalse();

        child.signal("KILL");

        await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(5)).until(context::isCancelled);
        // The token comes before what the handler returned is cancelled, which is done on another thread.
        await().until(result::isCancelled);
    }

    @Test
    void aMainOf64MiBOutlivesAMillionEventsForARendererThatIsStopped() throws Exception {
        ChildJvm conductor = opened(ChildJvm.start(ConductorProcess.class, directory.toString(), "1000"));
        ChildJvm editor = opened(ChildJvm.start(EditorProcess.class, directory.toString(), "stopped"));
        editor.awaitLine("CONNECTED");
        conductor.send("log it listens");
        editor.awaitLine("LOG it listens");

        editor.signal("STOP");
        // Over 100 MB of payloads.
        conductor.send("count 1000000");
        // The emit that has waited throws; those after it do not wait.
        conductor.awaitLine("EMITTED 1000000, REFUSED 1");
        editor.signal("CONT");

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            conductor.send("log it goes on");
            assertThat(editor.lines()).contains("LOG it goes on");
        });
        assertThat(editor.lines()).containsOnlyOnce("CONNECTED");
        conductor.send("stop");
        assertThat(conductor.awaitExit()).isZero();
    }
}
