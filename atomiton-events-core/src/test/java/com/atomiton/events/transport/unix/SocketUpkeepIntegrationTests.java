package com.atomiton.events.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Somebody deletes, replaces or locks away files of a main that runs; a renderer that is connected notices nothing. */
class SocketUpkeepIntegrationTests {

    private static final Duration INTERVAL = Duration.ofMillis(50);

    @TempDir
    private Path directory;

    private final List<RecordingHandler> accepted = new CopyOnWriteArrayList<>();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(Upkeep.class.getPackageName());
    private Path socket;
    private Path runtime;
    private UnixServerTransport main;
    private UnixClientTransport client;
    private RecordingHandler connected;

    @BeforeEach
    void start() throws Exception {
        log.start();
        logger.addAppender(log);
        socket = directory.resolve("sockets/main.sock");
        runtime = directory.resolve("runtime");
        main = new UnixServerTransport(settings(), INTERVAL);
        main.start(connection -> {
            RecordingHandler handler = new RecordingHandler(connection);
            accepted.add(handler);
            return handler;
        });
        client = new UnixClientTransport(settings());
        client.start(() -> {});
        connected = connect();
    }

    @AfterEach
    void stop() throws Exception {
        try {
            connected.send("still here".getBytes(UTF_8));
            accepted.get(0).awaitReceived(10);
        } finally {
            client.close();
            main.close();
            logger.detachAppender(log);
        }
    }

    @Test
    void aSocketThatWasDeletedIsBoundAnewAndThatIsSaidOnce() throws Exception {
        Files.delete(socket);

        await().untilAsserted(() -> assertThat(socket).exists());

        connect();
        assertThat(mode(socket)).isEqualTo("rw-------");
        assertThat(logged(Level.WARN)).singleElement().asString().contains("'" + socket + "'", "bound anew");
    }

    @Test
    void aDirectoryThatWasRemovedIsCreatedAnewWithSocketAndLock() throws Exception {
        deleteSocketDirectory();

        await().untilAsserted(() -> assertThat(socket).exists());

        connect();
        assertThat(mode(socket.getParent())).isEqualTo("rwx------");
        try (ChildProcess second = ChildProcess.start(ChildProcess.java(ChildMain.class, socket, runtime))) {
            assertThat(second.line())
                    .isEqualTo("refused by " + ProcessHandle.current().pid());
        }
    }

    @Test
    void aSocketWithoutItsModeGetsItBack() throws Exception {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));

        await().until(() -> mode(socket).equals("rw-------"));

        connect();
        assertThat(logged(Level.WARN)).singleElement().asString().contains("changed to ---------");
    }

    @Test
    void whatWasPutInTheSocketsPlaceStaysThereAndOnceItIsGoneTheSocketIsBoundAnew() throws Exception {
        Files.delete(socket);
        try (ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            other.bind(UnixDomainSocketAddress.of(socket));
            Object key = Files.getAttribute(socket, "unix:ino");

            await().until(() -> !logged(Level.ERROR).isEmpty());
            // A few more turns, which must not log again
            await().pollDelay(INTERVAL.multipliedBy(6)).until(() -> true);

            assertThat(logged(Level.ERROR))
                    .singleElement()
                    .asString()
                    .contains("listens to the socket '" + socket + "'", "atomiton.events.socket.path");
            assertThat(Files.getAttribute(socket, "unix:ino")).isEqualTo(key);
        }

        await().until(() -> !logged(Level.WARN).isEmpty());

        connect();
    }

    @Test
    void aFileThatWasPutInTheSocketsPlaceIsNotDeleted() throws Exception {
        Files.delete(socket);
        Files.writeString(socket, "precious");

        await().until(() -> !logged(Level.ERROR).isEmpty());

        assertThat(socket).hasContent("precious");
    }

    @Test
    void anotherMainThatTookTheLockFileMeanwhileIsLeftAlone() throws Exception {
        // Started while main does not look, as it were: the lock is taken before the next turn of the upkeep finds out
        UnixServerTransport slow = new UnixServerTransport(
                UnixTransportSettings.of(new SocketLocation(directory.resolve("slow.sock"), runtime)),
                Duration.ofSeconds(1));
        try (slow) {
            slow.start(RecordingHandler::new);
            Path lock = directory.resolve("slow.sock.lock");
            Files.delete(lock);
            Files.delete(directory.resolve("slow.sock"));
            try (ChildProcess second =
                    ChildProcess.start(ChildProcess.java(ChildMain.class, directory.resolve("slow.sock"), runtime))) {
                String line = second.line();
                if (line.startsWith("main ")) {
                    await().until(() -> !logged(Level.ERROR).isEmpty());
                    assertThat(logged(Level.ERROR)).singleElement().asString().contains("process id " + second.pid());
                    assertThat(directory.resolve("slow.sock")).exists();
                } else {
                    assertThat(line).startsWith("refused by ");
                }
            }
        }
    }

    @Test
    void aMainWhoseLockFileAloneWasDeletedIsNotRobbedOfItsSocketAndTakesTheLockAgain() throws Exception {
        Path lock = socket.resolveSibling("main.sock.lock");
        Files.delete(lock);

        await().untilAsserted(() -> assertThat(lock).exists());

        try (ChildProcess second = ChildProcess.start(ChildProcess.java(ChildMain.class, socket, runtime))) {
            assertThat(second.line())
                    .isEqualTo("refused by " + ProcessHandle.current().pid());
        }
        connect();
    }

    @Test
    void theAliveFilesOfBothSidesComeBackUnderTheirNamesAndAreHeld() throws Exception {
        String ofMain = main.livenessReference();
        String ofClient = client.livenessReference();
        ProcessWatch watch = client.watch(ofMain, Files.getOwner(Path.of(ofMain)));
        for (Path file : List.of(Path.of(ofMain), Path.of(ofClient), runtime)) {
            Files.delete(file);
        }

        await().untilAsserted(() -> assertThat(List.of(Path.of(ofMain), Path.of(ofClient)))
                .allSatisfy(file -> assertThat(file).exists()));

        assertThat(mode(runtime)).isEqualTo("rwx------");
        assertThat(watch.hasEnded()).isFalse();
        watch.close();
        try (ChildProcess other =
                ChildProcess.start(ChildProcess.java(ChildMain.class, directory.resolve("other.sock"), runtime))) {
            // A start deletes the alive files that nobody holds
            assertThat(other.line()).startsWith("main ");
            assertThat(Path.of(ofMain)).exists();
            assertThat(Path.of(ofClient)).exists();
        }
    }

    @Test
    void anOldLockFileIsMadeNewWithoutLosingTheLock() throws Exception {
        Path lock = socket.resolveSibling("main.sock.lock");
        // Not by this process: it would have to open the file, and closing it releases the lock
        assertThat(new ProcessBuilder("touch", "-d", "2020-01-01", lock.toString())
                        .start()
                        .waitFor())
                .isZero();

        await().until(() -> Files.getLastModifiedTime(lock)
                .toInstant()
                .isAfter(Instant.now().minus(Duration.ofMinutes(1))));

        try (ChildProcess second = ChildProcess.start(ChildProcess.java(ChildMain.class, socket, runtime))) {
            assertThat(second.line())
                    .isEqualTo("refused by " + ProcessHandle.current().pid());
        }
    }

    @Test
    void allowedUsersWhomADirectoryKeepsOutAreWarnedOf() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        UnixTransportSettings shared = UnixTransportSettings.of(
                        new SocketLocation(directory.resolve("shared/main.sock"), runtime))
                .withAllowedUsers(Set.of("nobody"));
        try (UnixServerTransport other = new UnixServerTransport(shared)) {
            other.start(RecordingHandler::new);
        }
        assertThat(logged(Level.WARN))
                .singleElement()
                .asString()
                .contains("allowed-users", "chmod go+x '" + directory + "'", "atomiton.events.socket.path");
    }

    @Test
    void afterAcceptingWasStoppedNothingComesBack() {
        main.stopAccepting();

        await().pollDelay(INTERVAL.multipliedBy(6)).until(() -> true);

        assertThat(socket).doesNotExist();
        assertThat(logged(Level.WARN)).isEmpty();
    }

    private void deleteSocketDirectory() throws IOException {
        Files.delete(socket);
        Files.delete(socket.resolveSibling("main.sock.lock"));
        Files.delete(socket.getParent());
    }

    private List<String> logged(Level level) {
        return List.copyOf(log.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private RecordingHandler connect() throws Exception {
        CompletableFuture<RecordingHandler> made = new CompletableFuture<>();
        client.connect(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    made.complete(handler);
                    return handler;
                },
                made::completeExceptionally);
        return made.get(10, TimeUnit.SECONDS);
    }

    private UnixTransportSettings settings() {
        return UnixTransportSettings.of(new SocketLocation(socket, runtime));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
