package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketLocationTests {

    private static final HostEnvironment DESKTOP = new HostEnvironment("/run/user/1000", "/tmp", "ada");

    @Test
    void theDefaultIsInTheUsersRuntimeDirectory() {
        SocketLocation location = SocketLocation.of("default", null, DESKTOP);

        assertThat(location.socket()).isEqualTo(Path.of("/run/user/1000/atomiton-events/default.sock"));
        assertThat(location.runtimeDirectory()).isEqualTo(Path.of("/run/user/1000/atomiton-events"));
        assertThat(location.hasDefaultDirectory()).isTrue();
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

        assertThat(environment.runtimeDirectory()).isEqualTo(Path.of("/tmp/atomiton-events-..___ada"));
    }

    @Test
    void aGivenPathIsUsedButTheRuntimeDirectoryStays() {
        SocketLocation location = SocketLocation.of("default", "/opt/editor/main.sock", DESKTOP);

        assertThat(location.socket()).isEqualTo(Path.of("/opt/editor/main.sock"));
        assertThat(location.runtimeDirectory()).isEqualTo(Path.of("/run/user/1000/atomiton-events"));
        assertThat(location.hasDefaultDirectory()).isFalse();
    }

    /** Of such a name Linux makes a socket in no directory, open to every process of the network namespace. */
    @ParameterizedTest
    @ValueSource(strings = {"\0main", "/opt/editor/main\0.sock"})
    void aNameThatIsNotInTheFileSystemIsRefused(String path) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLocation.of("default", path, DESKTOP))
                .withMessageContainingAll("'atomiton.events.socket.path' must be the path of a file", "\\u0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/b", "ü", "a b"})
    void aNamespaceThatIsNoFileNameIsRefused(String namespace) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SocketLocation.of(namespace, null, DESKTOP))
                .withMessageContaining("'atomiton.events.namespace' must match");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPathOfOneByteTooManyIsRefusedWithBothNumbers() {
        String longest = "/" + "d".repeat(100) + "/sock";
        assertThat(longest).hasSize(106);

        SocketLocation.of("default", longest, DESKTOP);
        assertThatExceptionOfType(SocketPathTooLongException.class)
                .isThrownBy(() -> SocketLocation.of("default", longest + "s", DESKTOP))
                .satisfies(e -> {
                    assertThat(e.bytes()).isEqualTo(107);
                    assertThat(e.limit()).isEqualTo(106);
                    assertThat(e.path()).isEqualTo(Path.of(longest + "s"));
                })
                .withMessageContainingAll(
                        longest, "107 bytes", "106", "atomiton.events.socket.path", "atomiton.events.namespace");
    }
}
