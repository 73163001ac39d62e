package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.RequestContext;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Log;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main and a renderer process that share the socket, and of which one sees nothing where the other has its alive file. */
class PrivateDirectoriesIntegrationTests {

    private static final Duration INTERVAL = Duration.ofMillis(300);

    @TempDir
    private Path directory;

    private final List<PeerDisconnected> disconnected = new CopyOnWriteArrayList<>();
    private final CompletableFuture<RequestContext> asked = new CompletableFuture<>();

    private Path ofRenderer() {
        return directory.resolve("r");
    }

    private DefaultEventBus main() {
        DefaultEventBus main = EventBusBuilder.main(new UnixServerTransport(UnixTransportSettings.of(
                        new SocketLocation(Sockets.socket(directory), directory.resolve("ofMain")))))
                .heartbeat(INTERVAL, INTERVAL.multipliedBy(2))
                .applicationEvents(event -> {
                    if (event instanceof PeerDisconnected peer) {
                        disconnected.add(peer);
                    }
                })
                .build();
        main.handle(Ask.class, (ask, context) -> {
            asked.complete(context);
            return new CompletableFuture<String>();
        });
        return main;
    }

    private ChildJvm renderer() {
        return ChildJvm.start(EditorProcess.class, directory.toString(), "editor");
    }

    private void connect(DefaultEventBus main, ChildJvm child) throws Exception {
        main.start();
        child.awaitLine("CONNECTED");
        await().untilAsserted(() -> assertThat(main.sessions())
                .anyMatch(session -> session.interest().wants("conductor:log")));
        child.send("ask something");
        asked.get(20, TimeUnit.SECONDS);
    }

    /** Longer than main waits for a sign of life. */
    private void pause(DefaultEventBus main, ChildJvm child) throws Exception {
        child.signal("STOP");
        await().until(() -> !disconnected.isEmpty());
        main.emit(new Log("while it was paused"));
        // Main would have found out within 100 ms.
        await().pollDelay(INTERVAL).until(() -> true);
        child.signal("CONT");
        child.awaitLine("LOG while it was paused");
    }

    private void assertThatItWasNotTakenForDead() throws Exception {
        assertThat(disconnected).noneMatch(PeerDisconnected::lost);
        assertThat(asked.get().isCancelled()).isFalse();
    }

    @Test
    void aProcessWhoseAliveFileMainDoesNotSeeIsPausedAndNothingIsLost() throws Exception {
        Files.createDirectory(directory.resolve("empty"));
        try (ChildJvm child = renderer()) {
            // It has started, then.
            await().untilAsserted(
                            () -> assertThat(child.lines()).anyMatch(line -> line.contains("Not connected to main")));
            Path alive = aliveFile();
            // For main there is another directory now, without the file; the renderer cannot make a new one in it.
            Files.move(ofRenderer(), directory.resolve("hidden"));
            Files.createSymbolicLink(ofRenderer(), directory.resolve("empty"));
            assertThat(alive).doesNotExist();
            try (DefaultEventBus main = main()) {
                connect(main, child);

                pause(main, child);

                assertThatItWasNotTakenForDead();
            }
        }
    }

    @Test
    void aDirectoryThatIsRemovedAndMadeAnewProvesNothingAndADeathIsStillProven() throws Exception {
        try (DefaultEventBus main = main();
                ChildJvm child = renderer()) {
            connect(main, child);
            Files.delete(aliveFile());
            Files.delete(ofRenderer());
            Files.createDirectory(ofRenderer());

            pause(main, child);

            assertThatItWasNotTakenForDead();
            child.kill();
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(5))
                    .untilAsserted(() -> assertThat(disconnected).anyMatch(PeerDisconnected::lost));
        }
    }

    private Path aliveFile() throws IOException {
        try (Stream<Path> files = Files.list(ofRenderer())) {
            return files.filter(file -> file.toString().endsWith(".alive"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
