package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.test.FaultProxy.Direction;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultProxyIntegrationTests {

    @TempDir
    private Path directory;

    private ServerSocketChannel main;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        main = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        main.bind(UnixDomainSocketAddress.of(directory.resolve("main.sock")));
        proxy = FaultProxy.start(directory.resolve("proxy.sock"), directory.resolve("main.sock"));
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        proxy.close();
        main.close();
        assertThat(proxy.path()).doesNotExist();
        assertThat(proxy.connections()).isZero();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("fault-proxy"));
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(proxy.path()));
    }

    private static void write(SocketChannel channel, String hex) throws IOException {
        channel.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
    }

    private static String read(SocketChannel channel, int bytes) throws IOException {
        ByteBuffer read = ByteBuffer.allocate(bytes);
        while (read.hasRemaining() && channel.read(read) >= 0) {
            // As much as comes.
        }
        return HexFormat.of().formatHex(read.array(), 0, read.position());
    }

    @Test
    void bytesPassBothWaysAndTheEndOfOneSideIsTheEndOfTheOther() throws IOException {
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            write(renderer, "0102");
            assertThat(read(peer, 2)).isEqualTo("0102");
            write(peer, "030405");
            assertThat(read(renderer, 3)).isEqualTo("030405");
            assertThat(proxy.passed(Direction.TO_RENDERER)).isEqualTo(3);

            renderer.shutdownOutput();

            assertThat(read(peer, 1)).isEmpty();
        }
    }

    @Test
    void aConnectionIsCutAtItsByteOnceAndTheNextOnePasses() throws IOException {
        proxy.cutAfter(Direction.TO_MAIN, 3);
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            write(renderer, "01020304");

            assertThat(read(peer, 4)).isEqualTo("010203");
            assertThat(read(renderer, 1)).isEmpty();
        }
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            write(renderer, "01020304");

            assertThat(read(peer, 4)).isEqualTo("01020304");
            proxy.cut();
            assertThat(read(peer, 1)).isEmpty();
        }
    }

    @Test
    void oneByteIsCorruptedAndPiecesAreWrittenOneByOne() throws IOException {
        proxy.corrupt(Direction.TO_RENDERER, 1);
        proxy.split(Direction.TO_RENDERER, 1);
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            write(peer, "010203");

            assertThat(read(renderer, 3)).isEqualTo("01fd03");
        }
    }

    @Test
    void aStalledWayIsNotReadUntilItIsResumed() throws IOException {
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            proxy.stall(Direction.TO_MAIN);
            renderer.configureBlocking(false);
            int written = 0;
            int last = -1;
            while (last != 0 || renderer.write(ByteBuffer.allocate(1)) > 0) {
                last = renderer.write(ByteBuffer.allocate(64 * 1024));
                written += last;
            }
            assertThat(proxy.passed(Direction.TO_MAIN)).isZero();

            proxy.resume(Direction.TO_MAIN);

            assertThat(read(peer, written)).hasSize(2 * written);
        }
    }

    @Test
    void aDelayHoldsWhatArrivesForThatLong() throws IOException {
        proxy.delay(Direction.TO_MAIN, Duration.ofMillis(50));
        try (SocketChannel renderer = connect();
                SocketChannel peer = main.accept()) {
            long before = System.nanoTime();
            write(renderer, "01");

            assertThat(read(peer, 1)).isEqualTo("01");
            assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000);
        }
    }

    @Test
    void whoConnectsIsDisconnectedWhileItRefusesOrNobodyListens() throws IOException {
        proxy.refuse();
        try (SocketChannel renderer = connect()) {
            assertThat(read(renderer, 1)).isEmpty();
        }
        proxy.heal();
        main.close();
        try (SocketChannel renderer = connect()) {
            assertThat(read(renderer, 1)).isEmpty();
        }
    }
}
