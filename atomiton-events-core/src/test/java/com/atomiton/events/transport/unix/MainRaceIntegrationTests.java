package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that want to be main at the same moment. */
class MainRaceIntegrationTests {

    private static final int ROUNDS = 1_000;

    @TempDir
    private Path directory;

    @Test
    void ofTwoProcessesThatStartInTheSameMomentAThousandTimesOneIsMain() throws Exception {
        Path socket = directory.resolve("main.sock");
        Path runtime = directory.resolve("runtime");
        List<String> command = ChildProcess.java(RacingMain.class, socket, runtime);
        try (ChildProcess one = ChildProcess.start(command);
                ChildProcess other = ChildProcess.start(command)) {
            assertThat(List.of(one.line(), other.line())).containsOnly("ready");
            for (int round = 0; round < ROUNDS; round++) {
                // The one that is nudged second starts a little later: in turn.
                nudge(round, one, other);
                List<String> results = List.of(one.line(), other.line());
                // Whom it was refused by is not known yet if that has only just taken the lock.
                assertThat(results)
                        .as("round %d", round)
                        .containsOnlyOnce("main")
                        .anyMatch(result -> result.startsWith("refused by "));
                try (SocketChannel renderer = SocketChannel.open(StandardProtocolFamily.UNIX)) {
                    assertThat(renderer.connect(UnixDomainSocketAddress.of(socket)))
                            .isTrue();
                }
                nudge(round, one, other);
                assertThat(List.of(one.line(), other.line())).containsOnly("ended");
                assertThat(socket).doesNotExist();
            }
        }
    }

    private static void nudge(int round, ChildProcess one, ChildProcess other) throws Exception {
        (round % 2 == 0 ? one : other).nudge();
        (round % 2 == 0 ? other : one).nudge();
    }
}
