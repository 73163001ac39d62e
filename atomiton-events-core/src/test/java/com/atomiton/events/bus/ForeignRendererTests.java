package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.connection.ContractCheck;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.RecordingHandler;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Main, talked to by a client that knows nothing but {@code docs/wire-protocol.md}. */
class ForeignRendererTests {

    private static final EventType<Object> STATE = EventType.of("state", Object.class);
    private static final EventType<Object> ECHO = EventType.of("echo", Object.class);
    private static final String NO_SESSION = "\"received\":0,\"from\":1";

    private final MemoryHub hub = new MemoryHub();
    private final MemoryClientTransport transport = hub.client();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final DefaultEventBus main = processes.main();
    private final Collected<Object> states = collected();

    @BeforeEach
    void start() {
        main.on(STATE, states::accept);
        main.handle(ECHO, (payload, context) -> payload);
        main.start();
        transport.start(() -> {});
    }

    @AfterEach
    void close() {
        transport.close();
        processes.close();
    }

    @Test
    void theHandshakeAndAnEventAndARequestAreAsDescribed() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION));
        List<Frame> answers = client.await(3);
        assertThat(answers).extracting(Frame::type).containsExactly(FrameType.WELCOME, FrameType.ACK, FrameType.READY);
        assertThat(text(answers.get(0))).contains("\"resumed\":false,\"received\":0,\"from\":1,\"codec\":\"json\"");
        assertThat(hex(answers.get(1))).isEqualTo("0".repeat(20));
        assertThat(text(answers.get(2))).contains("\"listens\":[\"state\"],\"handles\":[\"echo\"]");

        client.send(6, 0, new byte[10]);
        client.send(4, 0, "{\"listens\":[\"a:*\"]}".getBytes(UTF_8));
        client.send(16, 0, body(1, 1, "057374617465", "{\"n\":1}"));
        client.send(17, 0, body(2, 1, "000075300465 63686f", "[1]"));

        Frame reply = client.await(FrameType.REPLY);
        assertThat(reply.body()).isEqualTo(body(1, 1, "00", "[1]"));
        await().untilAsserted(() -> assertThat(hex(client.last(FrameType.ACK))).isEqualTo("00000000000000020000"));
        assertThat(client.frames().subList(3, client.frames().size()))
                .extracting(Frame::type)
                .containsOnly(FrameType.ACK, FrameType.REPLY);
        assertThat(states.items()).hasSize(1);
    }

    @Test
    void whatWasNotAcknowledgedComesAgainAfterACut() throws Exception {
        Client first = connect();
        first.send(1, 0, hello(1, NO_SESSION));
        String session = text(first.await(3).get(0)).replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
        first.send(4, 0, "{\"listens\":[\"a:*\"]}".getBytes(UTF_8));
        TestProcesses.awaitInterest(main, "a:b");
        main.emit("a:b", 1);
        main.emit("a:b", 2);
        List<Frame> events = first.await(5).subList(3, 5);
        first.connection().close("cut");

        Client second = connect();
        second.send(1, 0, hello(1, "\"session\":\"" + session + "\",\"received\":1,\"from\":1"));
        assertThat(text(second.await(3).get(0))).contains("\"resumed\":true,\"received\":0,\"from\":1");
        second.send(4, 0, "{\"listens\":[\"a:*\"]}".getBytes(UTF_8));

        assertThat(second.await(4).get(3).body()).isEqualTo(events.get(1).body());
        second.send(9, 0, "{\"reason\":\"done\"}".getBytes(UTF_8));
        await().until(() -> main.sessions().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"received\":0,\"from\":0", "\"session\":\"TOKEN\",\"received\":7,\"from\":1"})
    void aHelloThatCannotBeLeavesNoSessionForLongerThanTheRetention(String numbers) throws Exception {
        MemoryHub other = new MemoryHub();
        try (DefaultEventBus forgetful = EventBusBuilder.main(other.server())
                        .sessionRetention(Duration.ofMillis(50))
                        .build();
                MemoryClientTransport client = other.client()) {
            forgetful.start();
            client.start(() -> {});
            String token = "";
            if (numbers.contains("TOKEN")) {
                Client first = connect(client);
                first.send(1, 0, hello(1, NO_SESSION));
                token = text(first.await(3).get(0)).replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");
            }

            Client second = connect(client);
            second.send(1, 0, hello(1, numbers.replace("TOKEN", token)));
            second.awaitClosed();

            await().until(() -> forgetful.sessions().isEmpty());
        }
    }

    @Test
    void aRequestWaitsForARendererThatWasCutBeforeItCouldSayWhatItAnswers() throws Exception {
        Client first = connect();
        first.send(1, 0, hello(1, NO_SESSION));
        first.await(3);
        first.connection().close("cut");
        await().until(() -> !main.sessions().iterator().next().isConnected());

        CompletableFuture<String> request = main.request(new Ask("what"), String.class);
        Client second = connect();
        second.send(1, 0, hello(1, NO_SESSION));
        second.send(4, 0, "{\"handles\":[\"ask\"]}".getBytes(UTF_8));

        assertThat(second.await(4).get(3).type()).isEqualTo(FrameType.REQUEST);
        assertThat(request).isNotDone();
        second.send(9, 0, "{\"reason\":\"done\"}".getBytes(UTF_8));
        await().untilAsserted(() -> assertThat(request).isCompletedExceptionally());
    }

    @Test
    void aSecondOneOfItsInstanceIsRefusedUntilTheFirstIsAway() throws Exception {
        Client first = ready();

        Client second = connect();
        second.send(1, 0, hello(1, NO_SESSION));
        assertThat(text(second.await(FrameType.REJECT))).startsWith("{\"code\":\"instance-taken\",");
        second.awaitClosed();
        assertThat(main.sessions()).hasSize(1);
        assertThat(first.isClosed()).isFalse();

        first.connection().close("crashed");
        await().until(() -> main.peers().isEmpty());
        assertThat(text(ready().await(1).get(0))).contains("\"resumed\":false");
        assertThat(main.sessions()).hasSize(1);
    }

    @Test
    void oneThatShowsTheTokenTakesThePlaceOfItsOtherConnection() throws Exception {
        Client first = ready();
        String session = text(first.await(1).get(0)).replaceAll(".*\"session\":\"([^\"]*)\".*", "$1");

        Client second = connect();
        second.send(1, 0, hello(1, "\"session\":\"" + session + "\"," + NO_SESSION));

        assertThat(text(second.await(1).get(0))).contains("\"resumed\":true");
        first.awaitClosed();
    }

    @Test
    void oneThatIsAwayIsKeptForAsLongAsItAsks() throws Exception {
        Client first = connect();
        first.send(1, 0, hello(1, NO_SESSION + ",\"retention\":50"));
        first.await(3);
        first.send(4, 0, "{\"listens\":[\"**\"]}".getBytes(UTF_8));
        TestProcesses.awaitInterest(main, "a");

        first.connection().close("crashed");

        await().atMost(Duration.ofSeconds(5)).until(() -> main.sessions().isEmpty());
    }

    @Test
    void aRetentionBelowNothingIsAViolation() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION + ",\"retention\":-1"));

        client.awaitClosed();

        assertThat(client.receivedCount()).isZero();
    }

    private Client ready() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION));
        client.await(3);
        client.send(4, 0, "{\"listens\":[\"a:*\"]}".getBytes(UTF_8));
        TestProcesses.awaitInterest(main, "a:b");
        return client;
    }

    @EventName("ask")
    private record Ask(String what) {}

    @Test
    void aKeyAndTheCorrelationIdStandWhereTheyShould() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION));
        client.send(4, 0, "{\"listens\":[\"**\"]}".getBytes(UTF_8));
        TestProcesses.awaitInterest(main, "a");

        main.emit(
                EventType.of("a", Object.class),
                "x",
                EmitOptions.defaults().withKey("k").withCorrelationId("c"));

        Frame event = client.await(4).get(3);
        assertThat(event.flags()).isEqualTo(0x06);
        assertThat(hex(event).substring(32))
                .isEqualTo("0161" + "00016b" + "01" + "0e" + HexFormat.of().formatHex("correlation-id".getBytes(UTF_8))
                        + "000163" + "227822");
    }

    @Test
    void anotherVersionIsRefusedWhateverElseItSays() throws Exception {
        Client client = connect();
        client.send(1, 0, "{\"protocol\":2,\"role\":7}".getBytes(UTF_8));

        List<Frame> answers = client.await(1);
        client.awaitClosed();

        assertThat(answers).extracting(Frame::type).containsExactly(FrameType.REJECT);
        assertThat(text(answers.get(0))).startsWith("{\"code\":\"protocol-version\",\"message\":");
    }

    @Test
    void numbersThatBeginBeforeOneAreAViolation() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, "\"received\":0,\"from\":0"));

        client.awaitClosed();

        assertThat(client.receivedCount()).isZero();
    }

    @Test
    void aMainThatRefusesOtherContractsAsksBeforeItAnswersAClientThatComparesThem() throws Exception {
        MemoryHub strictHub = new MemoryHub();
        try (TestProcesses strict = new TestProcesses(strictHub::server, strictHub::client);
                MemoryClientTransport clients = strictHub.client()) {
            DefaultEventBus strictMain = strict.main(builder -> builder.contractCheck(ContractCheck.FAIL));
            strictMain.on(EventType.of("ask", Ask.class), ask -> {});
            strictMain.start();
            clients.start(() -> {});
            Client plain = connect(clients);
            plain.send(1, 0, hello(1, NO_SESSION));
            assertThat(plain.await(1).get(0).type()).isEqualTo(FrameType.WELCOME);

            Client client = connect(clients);
            client.send(1, 0, hello(1, NO_SESSION + ",\"contractCheck\":\"warn\""));
            assertThat(text(client.await(1).get(0))).isEqualTo("{\"fingerprints\":{},\"shapes\":{},\"ask\":true}");
            client.send(10, 0, "{\"fingerprints\":{\"ask\":\"other\"},\"ask\":false}".getBytes(UTF_8));
            assertThat(text(client.await(2).get(1)))
                    .startsWith("{\"fingerprints\":{},\"shapes\":{\"ask\":{\"$ref\":\"#/$defs/Ask\"")
                    .endsWith("\"ask\":true}");
            client.send(10, 0, "{\"shapes\":{\"ask\":{\"type\":\"string\"}},\"ask\":false}".getBytes(UTF_8));

            assertThat(text(client.await(FrameType.REJECT)))
                    .contains(
                            "\"code\":\"contract\"",
                            "ask: the payload is object at main and string at renderer foreign");
        }
    }

    @Test
    void theShapeOfAnEventIsToldOnceHoweverOftenItIsAskedFor() throws Exception {
        main.on(EventType.of("ask", Ask.class), ask -> {});
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION + ",\"contractCheck\":\"warn\""));
        client.await(3);
        client.send(4, 0, "{}".getBytes(UTF_8));

        byte[] differs = "{\"fingerprints\":{\"ask\":\"other\"},\"ask\":false}".getBytes(UTF_8);
        client.send(10, 0, differs);
        client.send(10, 0, differs);
        client.send(10, 0, "{\"shapes\":{\"ask\":{}},\"ask\":true}".getBytes(UTF_8));

        await().untilAsserted(() -> assertThat(contracts(client)).hasSize(2));
        assertThat(contracts(client).get(0)).contains("\"shapes\":{\"ask\":").endsWith("\"ask\":true}");
        assertThat(contracts(client).get(1)).isEqualTo("{\"fingerprints\":{},\"shapes\":{},\"ask\":false}");
    }

    private static List<String> contracts(Client client) {
        return client.frames().stream()
                .filter(frame -> frame.type() == FrameType.CONTRACT)
                .map(ForeignRendererTests::text)
                .toList();
    }

    @Test
    void whoSaysTheSameFingerprintAgainBeforeWelcomeIsNotAskedForEver() throws Exception {
        Client client = connect();
        client.send(1, 0, hello(1, NO_SESSION + ",\"contractCheck\":\"fail\""));
        byte[] answer = "{\"fingerprints\":{\"a\":\"1\"},\"ask\":false}".getBytes(UTF_8);

        client.send(10, 0, answer);
        client.send(10, 0, answer);

        client.awaitClosed();
    }

    private Client connect() throws Exception {
        return connect(transport);
    }

    private static Client connect(MemoryClientTransport transport) throws Exception {
        CompletableFuture<Client> connected = new CompletableFuture<>();
        transport.connect(
                connection -> {
                    Client client = new Client(connection);
                    connected.complete(client);
                    return client;
                },
                connected::completeExceptionally);
        return connected.get(10, TimeUnit.SECONDS);
    }

    private static byte[] hello(int protocol, String session) {
        return ("{\"protocol\":" + protocol + ",\"role\":\"renderer\",\"instance\":\"foreign\",\"epoch\":0," + session
                        + ",\"maxFrame\":65536}")
                .getBytes(UTF_8);
    }

    /** Of a message: number, id, what its type has besides in hexadecimal, and the payload. */
    private static byte[] body(long number, long id, String rest, String payload) {
        byte[] middle = HexFormat.of().parseHex(rest.replace(" ", ""));
        return ByteBuffer.allocate(16 + middle.length + payload.length())
                .putLong(number)
                .putLong(id)
                .put(middle)
                .put(payload.getBytes(UTF_8))
                .array();
    }

    private static String text(Frame frame) {
        return new String(frame.body(), UTF_8);
    }

    private static String hex(Frame frame) {
        return HexFormat.of().formatHex(frame.body());
    }

    private static final class Client extends RecordingHandler {

        Client(Connection connection) {
            super(connection);
        }

        void send(int type, int flags, byte[] body) {
            send(ByteBuffer.allocate(6 + body.length)
                    .putInt(2 + body.length)
                    .put((byte) type)
                    .put((byte) flags)
                    .put(body)
                    .array());
        }

        List<Frame> await(int count) {
            org.awaitility.Awaitility.await().until(() -> frames().size() >= count);
            return frames();
        }

        /** The first frame of that type; acknowledgements may come before it, in any number. */
        Frame await(FrameType type) {
            org.awaitility.Awaitility.await().until(() -> frames().stream().anyMatch(frame -> frame.type() == type));
            return frames().stream()
                    .filter(frame -> frame.type() == type)
                    .findFirst()
                    .orElseThrow();
        }

        Frame last(FrameType type) {
            return frames().stream()
                    .filter(frame -> frame.type() == type)
                    .reduce((earlier, later) -> later)
                    .orElseThrow();
        }

        private List<Frame> frames() {
            List<Frame> frames = new ArrayList<>();
            new FrameDecoder(1_000).feed(ByteBuffer.wrap(received()), frames::add);
            return frames;
        }
    }
}
