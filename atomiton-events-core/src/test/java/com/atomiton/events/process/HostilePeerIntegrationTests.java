package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Counted;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameType;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a renderer that has a session can do wrong, byte by byte: main and the other renderers go on. */
class HostilePeerIntegrationTests {

    @TempDir
    private Path directory;

    private final List<Long> counted = new CopyOnWriteArrayList<>();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private DefaultEventBus main;
    private DefaultEventBus renderer;
    private RawRenderer raw;

    @BeforeEach
    void start() throws Exception {
        main = Sockets.main(directory)
                .errorHandler((failure, context, listener) -> failures.add(failure))
                .build();
        main.on(Counted.class, event -> counted.add(event.number()));
        main.start();
        renderer = Sockets.renderer(directory).build();
        renderer.start();
        await().until(() -> renderer.connectionState() == ConnectionState.CONNECTED);
        raw = RawRenderer.connect(Sockets.socket(directory), "raw");
        await().until(() -> session("raw").interest().handles("test:ask"));
    }

    @AfterEach
    void stop() throws Exception {
        renderer.emit(new Counted(-1, ""));
        await().untilAsserted(() -> assertThat(counted).contains(-1L));
        raw.close();
        renderer.close();
        main.close();
    }

    private PeerSession session(String instance) {
        return main.sessions().stream()
                .filter(session -> session.peer().id().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<String> ask(String instance, Duration timeout) {
        Peer target = session(instance).peer();
        return main.request(
                new Ask("x"),
                String.class,
                RequestOptions.defaults().withTarget(target).withTimeout(timeout));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000", // length 0
                "00000001", // length 1
                "7fffffff1000", // 2^31-1
                "ffffffff1000", // -1
                "000000020000", // type 0
                "00000002ff00", // unknown type
                "0000000401007b7d", // a second HELLO
                "0000000404007b7b", // interest that is no JSON
                "0000000c060000000000000000090000", // an acknowledgement of what was never sent
                "00000006 1000 00000000", // an event that is cut off
                "00000014 1000 0000000000000000 0000000000000001 0161", // an event without its number
                "00000014 1000 0000000000000001 0000000000000001 0120" // a name with a space
            })
    void aBadFrameClosesTheConnectionThatItCameOn(String hex) throws Exception {
        raw.bytes(HexFormat.of().parseHex(hex.replace(" ", "")));

        raw.awaitEnd();
        await().until(() -> !session("raw").isConnected());
        assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void randomBytesHarmNobody() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 200; i++) {
            byte[] bytes = new byte[300];
            random.nextBytes(bytes);
            // A plausible length, so that the rest is looked at.
            ByteBuffer.wrap(bytes).putInt(2 + random.nextInt(290)).put((byte) (random.nextInt(22)));
            try (RawRenderer wild = RawRenderer.connect(Sockets.socket(directory), "wild-" + i)) {
                wild.bytes(bytes);
            }
        }

        assertThat(renderer.connectionState()).as("seed %d", seed).isEqualTo(ConnectionState.CONNECTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"number\":",
                "null",
                "[1]",
                "{\"number\":\"one\",\"padding\":\"\"}",
                "{\"number\":1.5,\"padding\":\"\"}",
                "{\"number\":1180591620717411303424,\"padding\":\"\"}",
                "{\"number\":1,\"number\":2}",
                "{\"number\":1,\"padding\":\"\\ud800\"}",
                "{\"number\":1} {\"number\":2}",
                "DEEP",
                "LATIN-1"
            })
    void aPayloadThatCannotBeReadIsReportedAndTheConnectionStays(String payload) throws Exception {
        raw.event(
                "test:counted",
                switch (payload) {
                    case "DEEP" -> ("{\"number\":1,\"other\":" + "[".repeat(100_000)).getBytes(UTF_8);
                    case "LATIN-1" -> new byte[] {'"', (byte) 0xe4, '"'};
                    default -> payload.getBytes(UTF_8);
                });
        raw.event("test:counted", "{\"number\":7,\"unknown\":[1]}".getBytes(UTF_8));

        await().untilAsserted(() -> assertThat(counted).containsExactly(7L));
        assertThat(failures).singleElement().isInstanceOf(EventSerializationException.class);
        assertThat(session("raw").isOpen()).isTrue();
    }

    @Test
    void aRequestThatCannotBeReadIsAnsweredWithAFailure() throws Exception {
        main.handle(Ask.class, (ask, context) -> ask.how());
        raw.request(5, 10_000, "test:ask", "{\"how\":");
        Frame failed = raw.await(FrameType.REPLY);
        raw.request(6, 10_000, "test:ask", "{\"how\":\"x\"}");

        assertThat(ByteBuffer.wrap(failed.body()).getLong(8)).isEqualTo(5);
        assertThat(failed.body()[16]).as("status").isEqualTo((byte) 1);
        assertThat(raw.await(FrameType.REPLY).body()).endsWith("\"x\"".getBytes(UTF_8));
    }

    @Test
    void aLateReplyAndADoubleOneAndOneToNothingAreIgnored() throws Exception {
        CompletableFuture<String> late = ask("raw", Duration.ofMillis(50));
        long lateId = raw.awaitRequest();
        assertThatThrownBy(() -> late.get(10, TimeUnit.SECONDS)).cause().isInstanceOf(RequestTimeoutException.class);
        raw.reply(lateId, "\"too late\"");
        raw.reply(987_654, "\"to nothing\"");

        CompletableFuture<String> asked = ask("raw", Duration.ofSeconds(10));
        long id = raw.awaitRequest();
        raw.reply(id, "\"first\"");
        raw.reply(id, "\"second\"");

        assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("first");
        raw.event("test:counted", "{\"number\":1}".getBytes(UTF_8));
        await().untilAsserted(() -> assertThat(counted).containsExactly(1L));
        assertThat(session("raw").isOpen()).isTrue();
    }

    @Test
    void aReplyFromAnotherPeerIsIgnored() throws Exception {
        try (RawRenderer other = RawRenderer.connect(Sockets.socket(directory), "other")) {
            CompletableFuture<String> asked = ask("raw", Duration.ofSeconds(10));
            long id = raw.awaitRequest();
            other.reply(id, "\"forged\"");
            other.event("test:counted", "{\"number\":1}".getBytes(UTF_8));
            await().untilAsserted(() -> assertThat(counted).containsExactly(1L));
            assertThat(asked).isNotDone();

            raw.reply(id, "\"true\"");

            assertThat(asked.get(10, TimeUnit.SECONDS)).isEqualTo("true");
        }
    }

    @Test
    void aMainThatRefusesItsVersionIsNamedByTheRendererWhichGoesOnTrying() throws Exception {
        Path socket = directory.resolve("later.sock");
        try (ServerSocketChannel later = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            later.bind(UnixDomainSocketAddress.of(socket));
            try (DefaultEventBus old = Sockets.rendererAt(socket, directory).build()) {
                old.start();
                for (int attempt = 0; attempt < 2; attempt++) {
                    try (SocketChannel channel = later.accept()) {
                        channel.read(ByteBuffer.allocate(1_000));
                        channel.write(ByteBuffer.wrap(Frame.control(
                                        FrameType.REJECT,
                                        "{\"code\":\"protocol-version\",\"message\":\"main speaks 2\"}".getBytes(UTF_8))
                                .toBytes()));
                        await().untilAsserted(() -> assertThat(old.lastError()).contains("main speaks 2"));
                    }
                }
                assertThat(old.connectionState()).isNotEqualTo(ConnectionState.CONNECTED);
            }
        }
        Files.delete(socket);
    }
}
