package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a process of another user at the other end; {@code daemon} stands for a user who is allowed. */
class PeerCredentialsIntegrationTests {

    @TempDir
    private Path directory;

    private Path shared;
    private Path classes;
    private UnixTransportSettings settings;

    @BeforeEach
    void letOthersIn() throws IOException {
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        setMode(directory, "rwxr-xr-x");
        shared = directory.resolve("shared");
        classes = directory.resolve("classes");
        Path copy = classes.resolve(RawPeer.class.getName().replace('.', '/') + ".class");
        Files.createDirectories(copy.getParent());
        try (InputStream original = RawPeer.class.getResourceAsStream("RawPeer.class")) {
            Files.copy(original, copy);
        }
        settings =
                UnixTransportSettings.of(new SocketLocation(shared.resolve("main.sock"), directory.resolve("runtime")));
    }

    @Test
    void aProcessOfAnotherUserIsRefusedBeforeAHandlerKnowsOfIt() throws Exception {
        try (UnixServerTransport main = new UnixServerTransport(settings.withAllowedUsers(Set.of("daemon")))) {
            main.start(connection -> {
                throw new AssertionError("A connection was accepted");
            });

            try (CapturedLog log = CapturedLog.of(Acceptor.class)) {
                for (int attempt = 0; attempt < 2; attempt++) {
                    try (ChildProcess peer = rawPeer("connect")) {
                        assertThat(peer.line()).isEqualTo("closed");
                    }
                }
                assertThat(log.events()).as("one line for one cause").hasSize(1);
            }
            assertThat(main.refusedConnections()).isEqualTo(2);
        }
    }

    /** The kernel shows all users that a namespace does not know as one, whom the main in it must not take for itself. */
    @Test
    void inAUserNamespaceWhoIsUnknownThereIsRefusedThoughItLooksLikeUs() throws Exception {
        String[] options = {"--user", "--map-user=65534", "--map-group=65534"};
        assumeThat(OtherUser.canUnshare(options))
                .as("a user namespace of its own for a process")
                .isTrue();
        try (ChildProcess main = ChildProcess.start(OtherUser.unshared(
                ChildProcess.java(
                        ChildMain.class, settings.location().socket(), directory.resolve("runtime"), "daemon"),
                options))) {
            assertThat(main.line()).startsWith("main ");

            try (ChildProcess peer = ChildProcess.start(OtherUser.command(rawPeerCommand("connect")))) {
                assertThat(peer.line()).isEqualTo("closed");
            }
        }
    }

    @Test
    void aProcessOfAnAllowedUserIsAccepted() throws Exception {
        try (UnixServerTransport main = new UnixServerTransport(settings.withAllowedUsers(Set.of(OtherUser.NAME)))) {
            main.start(connection -> {
                RecordingHandler handler = new RecordingHandler(connection);
                handler.send("welcome".getBytes(StandardCharsets.UTF_8));
                return handler;
            });

            try (ChildProcess peer = rawPeer("connect")) {
                assertThat(peer.line()).isEqualTo("welcome");
            }
            assertThat(main.refusedConnections()).isZero();
        }
    }

    /** As {@code docs/security.md} describes it. */
    @Test
    void inADirectoryOfAGroupAnAllowedUserIsAcceptedAndOneOutsideTheGroupDoesNotReachTheSocket() throws Exception {
        Files.createDirectory(shared);
        Files.setAttribute(shared, "unix:gid", Integer.valueOf(OtherUser.GROUP));
        setMode(shared, "rwxr-x---");
        try (UnixServerTransport main = new UnixServerTransport(settings.withAllowedUsers(Set.of(OtherUser.NAME)))) {
            main.start(connection -> {
                RecordingHandler handler = new RecordingHandler(connection);
                handler.send("welcome".getBytes(StandardCharsets.UTF_8));
                return handler;
            });

            try (ChildProcess peer = rawPeer("connect")) {
                assertThat(peer.line()).isEqualTo("welcome");
            }
            try (ChildProcess outsider = ChildProcess.start(OtherUser.command("1", rawPeerCommand("connect")))) {
                assertThat(outsider.line()).contains("Permission denied");
            }
            assertThat(shared)
                    .satisfies(path -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                            .isEqualTo("rwxr-x---"));
        }
    }

    @Test
    void aClientAcceptsTheMainOfAnAllowedUser() throws Exception {
        Files.createDirectory(shared);
        setMode(shared, "rwxrwxrwx");
        CompletableFuture<String> outcome = new CompletableFuture<>();

        try (ChildProcess peer = rawPeer("listen");
                UnixClientTransport client =
                        new UnixClientTransport(settings.withAllowedUsers(Set.of(OtherUser.NAME)))) {
            assertThat(peer.line()).isEqualTo("listening");
            client.start(() -> {});
            client.connect(
                    connection -> {
                        outcome.complete("connected");
                        return new RecordingHandler(connection);
                    },
                    e -> outcome.complete(e.getMessage()));

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("connected");
        }
    }

    @Test
    void withoutAllowedUsersAnotherUserDoesNotEvenReachTheSocket() throws Exception {
        try (UnixServerTransport main = new UnixServerTransport(settings)) {
            main.start(RecordingHandler::new);
            Files.setPosixFilePermissions(settings.location().socket(), PosixFilePermissions.fromString("rwxrwxrwx"));

            try (ChildProcess peer = rawPeer("connect")) {
                assertThat(peer.line()).contains("Permission denied");
            }
        }
    }

    @Test
    void aClientRefusesTheMainOfAnotherUser() throws Exception {
        Files.createDirectory(shared);
        setMode(shared, "rwxrwxrwx");
        CompletableFuture<String> failure = new CompletableFuture<>();

        try (ChildProcess peer = rawPeer("listen");
                UnixClientTransport client = new UnixClientTransport(settings)) {
            assertThat(peer.line()).isEqualTo("listening");
            client.start(() -> {});
            client.connect(
                    connection -> {
                        throw new AssertionError("A connection was made");
                    },
                    e -> failure.complete(e.getMessage()));

            assertThat(failure)
                    .succeedsWithin(Duration.ofSeconds(10))
                    .asString()
                    .contains("user '" + OtherUser.NAME + "'", "atomiton.events.security.allowed-users");
        }
    }

    private ChildProcess rawPeer(String what) throws IOException {
        return ChildProcess.start(OtherUser.command(rawPeerCommand(what)));
    }

    private List<String> rawPeerCommand(String what) {
        return ChildProcess.java(
                classes.toString(), RawPeer.class, what, settings.location().socket());
    }

    private static void setMode(Path path, String mode) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }
}
