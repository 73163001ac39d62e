package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.process.Events.Ask;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process of the same user that does not speak the protocol can do to main: lose its own connection. */
class BadFramesIntegrationTests {

    @TempDir
    private Path directory;

    private DefaultEventBus main;
    private DefaultEventBus renderer;

    @BeforeEach
    void start() {
        main = Sockets.main(directory).connectTimeout(Duration.ofMillis(500)).build();
        main.handle(Ask.class, (ask, context) -> "answered " + ask.how());
        main.start();
        renderer = Sockets.renderer(directory).build();
        renderer.start();
        await().until(() -> renderer.connectionState() == ConnectionState.CONNECTED);
    }

    @AfterEach
    void stop() throws Exception {
        assertThat(renderer.request(new Ask("still"), String.class).get(5, TimeUnit.SECONDS))
                .isEqualTo("answered still");
        renderer.close();
        main.close();
    }

    private static final String HELLO_OF_VERSION_99 = "{\"protocol\":99,\"role\":\"renderer\",\"instance\":\"i\","
            + "\"epoch\":1,\"received\":0,\"from\":1,\"codecs\":[\"json\"],\"contract\":{}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000", // length 0
                "00000001", // length 1
                "7fffffff", // 2^31-1
                "ffffffff", // -1
                "00000002ff00", // unknown type
                "000000020600", // an ACK before the handshake
                "000000040100" + "7b7b", // a HELLO that is no JSON
                "474554202f20485454502f312e310d0a0d0a" // another protocol altogether
            })
    void bytesThatAreNoHandshakeCloseTheirConnection(String hex) throws Exception {
        try (SocketChannel channel = connect()) {
            channel.write(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));

            assertThat(readToEnd(channel)).isEmpty();
        }
    }

    @Test
    void aRendererOfAnotherProtocolVersionIsToldSo() throws Exception {
        try (SocketChannel channel = connect()) {
            byte[] hello = HELLO_OF_VERSION_99.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            ByteBuffer frame = ByteBuffer.allocate(6 + hello.length);
            frame.putInt(2 + hello.length)
                    .put((byte) 1)
                    .put((byte) 0)
                    .put(hello)
                    .flip();
            channel.write(frame);

            assertThat(readToEnd(channel)).contains("protocol-version", "version 99");
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedAfterTheConnectTimeout() throws Exception {
        try (SocketChannel channel = connect()) {
            assertThat(readToEnd(channel)).isEmpty();
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(Sockets.socket(directory)));
        return channel;
    }

    private static String readToEnd(SocketChannel channel) {
        ByteBuffer all = ByteBuffer.allocate(64 * 1024);
        try {
            while (channel.read(all) >= 0) {
                // Until the end of the stream, or a reset since main had not read everything.
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return new String(all.array(), 0, all.position(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
