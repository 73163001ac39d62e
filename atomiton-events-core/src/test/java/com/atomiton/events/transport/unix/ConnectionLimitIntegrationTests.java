package com.atomiton.events.transport.unix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ConnectionLimitIntegrationTests {

    @TempDir
    private Path directory;

    private final List<SocketChannel> channels = new ArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    @Test
    void onlySoManyConnectionsAreOpenAtOnceAndOneThatEndsMakesRoom() throws Exception {
        SocketLocation location = new SocketLocation(directory.resolve("s/main.sock"), directory.resolve("r"));
        try (UnixServerTransport main = new UnixServerTransport(UnixTransportSettings.of(location))) {
            main.start(connection -> {
                accepted.incrementAndGet();
                return new RecordingHandler(connection);
            });
            for (int i = 1; i <= 1024; i++) {
                connect(location);
                int expected = i;
                if (i % 100 == 0) { // The backlog has room for 128
                    await().until(() -> accepted.get() == expected);
                }
            }
            await().until(() -> accepted.get() == 1024);

            SocketChannel refused = connect(location);

            assertThat(refused.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(main.refusedConnections()).isEqualTo(1);
            assertThat(accepted).hasValue(1024);

            channels.get(0).close();
            await().until(() -> {
                connect(location);
                return accepted.get() == 1025;
            });
        }
    }

    private SocketChannel connect(SocketLocation location) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channels.add(channel);
        channel.connect(UnixDomainSocketAddress.of(location.socket()));
        return channel;
    }
}
