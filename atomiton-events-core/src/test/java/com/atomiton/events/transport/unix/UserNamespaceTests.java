package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs(OS.LINUX)
class UserNamespaceTests {

    private static final Path SOCKET = Path.of("/run/user/1000/main.sock");

    private UserPrincipal overflow;
    private UserPrincipal other;

    @BeforeEach
    void find() throws IOException {
        overflow = OwnUser.ofId("65534");
        other = OwnUser.ofId("1000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"         0          0 4294967295\n", "0 0 1000\n1000 5000 4294966295\n"})
    void whereEachUserIsKnownNobodyMayBeAnybody(String map) throws IOException {
        UserNamespace namespace = UserNamespace.of(map, "65534\n");

        assertThat(namespace.mayBeAnybody(overflow)).isFalse();
        assertThat(new PeerCheck(overflow, namespace, Set.of(), SOCKET).refusal(overflow))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"     65534      12345          1\n", "0 100000 65536\n", ""})
    void whereSomeAreUnknownWhoLooksLikeThemIsRefusedAlsoIfThatIsOurselvesOrAllowed(String map) throws IOException {
        UserNamespace namespace = UserNamespace.of(map, "65534\n");

        assertThat(namespace.mayBeAnybody(other)).isFalse();
        assertThat(new PeerCheck(overflow, namespace, Set.of(), SOCKET).refusal(overflow))
                .contains("whom the user namespace of this process does not know", "/proc/self/uid_map");
        assertThat(new PeerCheck(other, namespace, Set.of("65534"), SOCKET).refusal(overflow))
                .contains("it may be anybody");
        assertThat(new PeerCheck(other, namespace, Set.of(), SOCKET).refusal(other))
                .isNull();
    }

    @Test
    void theOverflowUserIsWhomTheKernelSays() throws IOException {
        UserNamespace namespace = UserNamespace.of("0 100000 65536\n", "1000\n");

        assertThat(namespace.mayBeAnybody(other)).isTrue();
        assertThat(namespace.mayBeAnybody(overflow)).isFalse();
    }
}
