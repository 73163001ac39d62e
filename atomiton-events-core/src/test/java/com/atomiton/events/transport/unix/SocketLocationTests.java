package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.unix.HostEnvironment.DefaultDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketLocationTests {

    @TempDir
    private Path runtime;

    private HostEnvironment desktop;

    @BeforeEach
    void choose() {
        desktop = new HostEnvironment(runtime.toString(), "/tmp", "ada");
    }

    @Test
    void theDefaultIsInTheUsersRuntimeDirectory() {
        SocketLocation location = SocketLocation.of("default", null, desktop);

        assertThat(location.socket()).isEqualTo(runtime.resolve("atomiton-events/default.sock"));
        assertThat(location.runtimeDirectory()).isEqualTo(runtime.resolve("atomiton-events"));
        assertThat(location.hasDefaultDirectory()).isTrue();
    }

    /** As after {@code sudo -E}, or where a login session has ended. */
    @Test
    void aRuntimeDirectoryOfAnotherUserIsPassedOverAndNothingIsCreatedThere() throws IOException {
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        OtherUser.give(runtime);

        try (CapturedLog log = CapturedLog.of(SocketLocation.class)) {
            assertThat(SocketLocation.of("default", null, desktop).socket())
                    .isEqualTo(Path.of("/tmp/atomiton-events-ada/default.sock"));

            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("XDG_RUNTIME_DIR is '" + runtime + "'", "'nobody' and not to 'root'", "/tmp/atomiton");
        }
        assertThat(runtime).isEmptyDirectory();
    }

    /** What an earlier version may have left there. */
    @Test
    void aDefaultDirectoryThatAnotherUserHasPutThereIsPassedOver() throws IOException {
        assumeThat(OtherUser.isAvailable()).as(OtherUser.WHY_NOT).isTrue();
        Path poisoned = Files.createDirectory(runtime.resolve("atomiton-events"));
        OtherUser.give(poisoned);

        DefaultDirectory directory = desktop.defaultDirectory();

        assertThat(directory.path()).isEqualTo(Path.of("/tmp/atomiton-events-ada"));
        assertThat(directory.passedOver()).contains("'" + poisoned + "' belongs to user 'nobody'");
    }

    @Test
    void aRuntimeDirectoryThatIsNotThereIsPassedOver() {
        Path none = runtime.resolve("none");

        DefaultDirectory directory = new HostEnvironment(none.toString(), "/tmp", "ada").defaultDirectory();

        assertThat(directory.path()).isEqualTo(Path.of("/tmp/atomiton-events-ada"));
        assertThat(directory.passedOver()).contains("'" + none + "', but there is no such directory");
        assertThat(none).doesNotExist();
    }

    @Test
    void withAPathOfItsOwnTheRuntimeDirectoryIsNotSpokenOf() {
        HostEnvironment elsewhere = new HostEnvironment("/nowhere/at/all", "\0", "ada");
        try (CapturedLog log = CapturedLog.of(SocketLocation.class)) {
            Path socket = runtime.resolve("main.sock");

            assertThat(SocketLocation.of("default", socket.toString(), elsewhere))
                    .isEqualTo(new SocketLocation(socket, runtime));
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void aTemporaryDirectoryThatCannotBeIsNamed() {
        HostEnvironment none = new HostEnvironment(null, "\0", "ada");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLocation.of("default", null, none))
                .withMessageContainingAll("'java.io.tmpdir'", "\\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/path"})
    void withoutAUsableRuntimeDirectoryTheDefaultIsInADirectoryWithTheUsersName(String xdgRuntimeDir) {
        HostEnvironment environment = new HostEnvironment(xdgRuntimeDir, "/tmp", "ada");

        assertThat(SocketLocation.of("tests", "", environment).socket())
                .isEqualTo(Path.of("/tmp/atomiton-events-ada/tests.sock"));
    }

    @Test
    void aUserNameCannotLeadElsewhere() {
        HostEnvironment environment = new HostEnvironment(null, "/tmp", "../?/ada");

        assertThat(environment.defaultDirectory().path()).isEqualTo(Path.of("/tmp/atomiton-events-..___ada"));
    }

    @Test
    void aGivenPathIsUsedButTheRuntimeDirectoryStays() {
        SocketLocation location = SocketLocation.of("default", "/opt/editor/main.sock", desktop);

        assertThat(location.socket()).isEqualTo(Path.of("/opt/editor/main.sock"));
        assertThat(location.runtimeDirectory()).isEqualTo(runtime.resolve("atomiton-events"));
        assertThat(location.hasDefaultDirectory()).isFalse();
    }

    /** Of such a name Linux makes a socket in no directory, open to every process of the network namespace. */
    @ParameterizedTest
    @ValueSource(strings = {"\0main", "/opt/editor/main\0.sock"})
    void aNameThatIsNotInTheFileSystemIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLocation.of("default", path, desktop))
                .withMessageContainingAll("'atomiton.events.socket.path' must be the path of a file", "\\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "ü", "a b"})
    void aNamespaceThatIsNoFileNameIsRefused(String namespace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLocation.of(namespace, null, desktop))
                .withMessageContaining("'atomiton.events.namespace' must match");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPathOfOneByteTooManyIsRefusedWithBothNumbers() {
        String longest = "/" + "d".repeat(100) + "/sock";
        assertThat(longest).hasSize(106);

        SocketLocation.of("default", longest, desktop);
        assertThatExceptionOfType(SocketPathTooLongException.class)
                .isThrownBy(() -> SocketLocation.of("default", longest + "s", desktop))
                .satisfies(e -> {
                    assertThat(e.bytes()).isEqualTo(107);
                    assertThat(e.limit()).isEqualTo(106);
                    assertThat(e.path()).isEqualTo(Path.of(longest + "s"));
                })
                .withMessageContainingAll(longest, "107 bytes", "at most 106 bytes", "atomiton.events.socket.path")
                .withMessageNotContaining("atomiton.events.namespace");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aShorterNamespaceIsAdvisedWhereThatHelps() {
        HostEnvironment deep = new HostEnvironment(null, "/" + "d".repeat(70), "ada");
        HostEnvironment tooDeep = new HostEnvironment(null, "/" + "d".repeat(100), "ada");

        assertThatExceptionOfType(SocketPathTooLongException.class)
                .isThrownBy(() -> SocketLocation.of("a-long-namespace", null, deep))
                .withMessageContaining("'atomiton.events.namespace' that is shorter by 7");
        SocketLocation.of("a-long-na", null, deep);
        assertThatExceptionOfType(SocketPathTooLongException.class)
                .isThrownBy(() -> SocketLocation.of("a-long-namespace", null, tooDeep))
                .withMessageNotContaining("atomiton.events.namespace");
    }
}
