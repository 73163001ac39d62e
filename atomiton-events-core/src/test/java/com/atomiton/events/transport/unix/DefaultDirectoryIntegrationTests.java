package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A default directory that cannot be had keeps nobody from starting who has named another path for the socket. */
class DefaultDirectoryIntegrationTests {

    @TempDir
    private Path directory;

    private Path unusable;

    @BeforeEach
    void putSomethingInTheWay() throws IOException {
        unusable = Files.createFile(directory.resolve("runtime")).resolve("atomiton-events");
    }

    @Test
    void aMainKeepsItsAliveFileBesideItsSocketThen() throws IOException {
        Path socket = directory.resolve("sockets/main.sock");
        try (UnixServerTransport main = new UnixServerTransport(settings(socket))) {
            main.start(RecordingHandler::new);

            assertThat(Path.of(String.valueOf(main.livenessReference())).getParent())
                    .isEqualTo(socket.getParent());
            try (ProcessWatch watch = main.watch(String.valueOf(main.livenessReference()), Files.getOwner(socket))) {
                assertThat(watch).isNotNull();
                assertThat(watch.hasEnded()).isFalse();
            }
        }
    }

    @Test
    void aRendererWhoseMainHasNotMadeTheDirectoryYetStartsWithoutOneAndSaysSo() {
        Path socket = directory.resolve("sockets/main.sock");
        try (CapturedLog log = CapturedLog.of(Endpoint.class);
                UnixClientTransport renderer = new UnixClientTransport(settings(socket))) {
            renderer.start(() -> {});

            assertThat(renderer.livenessReference()).isNull();
            assertThat(log.events())
                    .singleElement()
                    .asString()
                    .contains("'" + unusable + "'", "'" + socket.getParent() + "' does not exist", "session.retention");
        }
        assertThat(socket.getParent()).doesNotExist();
    }

    /** As with {@code LANG=C}, where Java can neither read such a name nor open it. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void namesThatTheLocaleDoesNotAllowForAreExplained() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "sh",
                "-c",
                "LC_ALL=C XDG_RUNTIME_DIR=$(printf '/run/\\303\\274') exec \"$@\" $(printf '/run/\\303\\274/main.sock')",
                "sh"));
        command.addAll(ChildProcess.java(DefaultLocation.class));
        try (ChildProcess child = ChildProcess.start(command)) {
            assertThat(child.line()).startsWith(System.getProperty("java.io.tmpdir") + "/atomiton-events-");
            assertThat(child.line()).contains("XDG_RUNTIME_DIR is '/run/", "LC_ALL=C.UTF-8");
            assertThat(child.line()).contains("'atomiton.events.socket.path'", "LC_ALL=C.UTF-8");
        }
    }

    private UnixTransportSettings settings(Path socket) {
        return UnixTransportSettings.of(new SocketLocation(socket, unusable));
    }

    /** As in many containers. All of them would share one directory, which is the first one's. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void theDefaultDirectoryOfAUserWithoutANameHasItsId() throws IOException {
        List<String> command = ChildProcess.java(DefaultLocation.class, "/any.sock");
        command.add(1, "-Duser.name=?");
        try (ChildProcess child = ChildProcess.start(command)) {
            String id = OwnUser.get().getName();
            assertThat(Path.of(child.line())).hasFileName("atomiton-events-" + id);
        }
    }
}
