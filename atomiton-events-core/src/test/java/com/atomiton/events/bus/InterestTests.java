package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.RecordingHandler;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What processes tell each other of what they listen to, when it is much and when it changes. */
class InterestTests {

    private static final EventType<String> STATE =
            EventType.of("state", String.class).retain();

    private final MemoryHub hub = new MemoryHub();
    private final MemoryClientTransport transport = hub.client();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @BeforeEach
    void start() {
        transport.start(() -> {});
    }

    @AfterEach
    void close() {
        transport.close();
        processes.close();
    }

    @Test
    void fiveThousandLongNamesAreKnownAfterOneConnection() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Object> received = collected();
        Collected<ConnectionState> states = collected();
        for (int i = 0; i < 5_700; i++) {
            renderer.on(EventType.of(longName(i), String.class), received::accept);
        }
        renderer.onConnectionState(change -> states.accept(change.current()));

        connect(main, renderer);
        main.emit(EventType.of(longName(5_699), String.class), "x");

        received.awaitSize(1);
        assertThat(states.items()).doesNotContain(ConnectionState.DISCONNECTED);
        assertThat(main.sessions().iterator().next().interest().listens()).hasSize(5_700);
    }

    @Test
    void aSubscriptionIsAnnouncedWithoutAllThatWereThereBefore() throws Exception {
        DefaultEventBus main = processes.main();
        main.start();
        Client client = client("watcher", "");
        client.send(4, "{}");
        await().until(() -> client.text().contains("{}"));

        for (int i = 0; i < 20_000; i++) {
            main.on(EventType.of("name:" + i, String.class), nothing -> {});
        }
        await().until(() -> client.text().contains("name:19999\""));

        // Less than a hundred bytes for each, whether they went together or alone
        assertThat(client.receivedCount()).isLessThan(20_000 * 100);
    }

    @Test
    void whatIsEmittedAfterASubscriptionFindsThePeerInformed() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<String> answers = collected();
        main.on(EventType.of("question", String.class), name -> main.emit(EventType.of(name, String.class), name));
        connect(main, renderer);
        awaitInterest(renderer, "question");

        for (int i = 0; i < 2_000; i++) {
            renderer.on(EventType.of("answer:" + i, String.class), answers::accept);
            renderer.emit(EventType.of("question", String.class), "answer:" + i);
        }

        answers.awaitSize(2_000);
    }

    @Test
    void whatChangesWhileAConnectionBeginsIsKnownInTheEnd() {
        DefaultEventBus main = processes.main();
        main.start();
        for (int round = 0; round < 10; round++) {
            DefaultEventBus renderer = processes.renderer();
            for (int i = 0; i < 2_000; i++) {
                renderer.on(EventType.of("before:" + i, String.class), nothing -> {});
            }
            renderer.start();
            List<Subscription> closed = new ArrayList<>();
            for (int i = 0; i < 200 || renderer.connectionState() != ConnectionState.CONNECTED; i++) {
                closed.add(renderer.on(EventType.of("closed:" + i, String.class), nothing -> {}));
                renderer.on(EventType.of("during:" + i, String.class), nothing -> {});
            }
            closed.forEach(Subscription::close);
            int left = 2_000 + closed.size();

            await().untilAsserted(() -> assertThat(main.sessions())
                    .singleElement()
                    .satisfies(session -> assertThat(session.interest().listens())
                            .hasSize(left)
                            .noneMatch(name -> name.startsWith("closed"))));
            renderer.close();
            await().until(() -> main.sessions().isEmpty());
        }
    }

    @Test
    void aListenerThatComesWhenTheLastOneHasJustLeftGetsWhatIsRetained() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(STATE, "kept");
        Subscription first = renderer.on(STATE, nothing -> {});
        awaitInterest(main, "state");

        for (int i = 1; i <= 100; i++) {
            first.close();
            Collected<String> again = collected();
            first = renderer.on(STATE, again::accept);
            again.awaitSize(1);
        }
    }

    @Test
    void oneSubscriptionTooManyIsRefusedWithTheLimitAndNothingElseIsLost() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        for (int i = 0; i < 1_000; i++) {
            renderer.on("document:" + i + ":*", nothing -> {});
        }

        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> renderer.on("document:1000:*", nothing -> {}))
                .satisfies(refusal -> {
                    assertThat(refusal.problem())
                            .isEqualTo("'document:1000:*' is one too many: a process cannot listen to and answer more"
                                    + " than 1000 patterns");
                    assertThat(refusal.action()).contains("fewer patterns");
                });
        Subscription another = renderer.on("document:7:*", nothing -> {});
        another.close();
        connect(main, renderer);
        awaitInterest(main, "document:7:changed");
        assertThat(main.sessions().iterator().next().interest().wants("document:1000:x"))
                .isFalse();
        assertThat(renderer.subscriptions()).hasSize(1_000);
    }

    @Test
    void aPeerThatListensToMoreThanItMayIsClosedWithTheReason() throws Exception {
        DefaultEventBus main = processes.main();
        main.start();
        Client client = client("greedy", "");
        StringBuilder patterns = new StringBuilder("\"p*0\"");
        for (int i = 1; i <= 1_000; i++) {
            patterns.append(",\"p*").append(i).append('"');
        }
        client.send(4, "{\"listens\":[" + patterns + "]}");

        client.awaitClosed();
        await().untilAsserted(() -> assertThat(main.lastError()).contains("more than 1000 patterns in the interest"));
    }

    @Test
    void aCutBetweenTwoPartsLeavesWhatThePeerSaidBefore() throws Exception {
        DefaultEventBus main = processes.main();
        main.start();
        Client first = client("parts", "");
        await().until(() -> first.text().contains("\"session\""));
        String token = first.text().replaceAll("(?s).*(\"session\":\"[^\"]*\").*", "$1,");
        first.send(4, "{\"listens\":[\"old\"]}");
        awaitInterest(main, "old");
        first.connection().close("cut");
        await().until(() -> !main.sessions().iterator().next().isConnected());

        Client second = client("parts", token);
        second.send(4, "{\"listens\":[\"new\"],\"more\":true}");
        second.send(7, "12345678");
        await().until(() -> second.text().contains("12345678"));
        main.emit("old", "kept for it");
        assertThat(main.sessions()).singleElement().satisfies(session -> {
            assertThat(session.interest().listens()).containsExactly("old");
            assertThat(session.isOpen()).isFalse();
        });
        second.connection().close("cut");
        await().until(() -> !main.sessions().iterator().next().isConnected());

        Client third = client("parts", token);
        third.send(4, "{\"listens\":[\"new\"],\"more\":true}");
        third.send(5, "{\"listens\":[\"old\",\"other\"],\"unlistens\":[\"new\"]}");
        await().until(() -> third.text().contains("kept for it"));
        assertThat(main.sessions().iterator().next().interest().listens()).containsExactly("old", "other");
        third.send(9, "{\"reason\":\"done\"}");
        await().until(() -> main.sessions().isEmpty());
    }

    private static final String HELLO = "{\"protocol\":1,\"role\":\"renderer\",\"instance\":\"%s\",\"epoch\":0,%s"
            + "\"received\":0,\"from\":1,\"maxFrame\":100000}";

    private static String longName(int i) {
        return "organisation:department:workspace:".concat("x".repeat(150)) + ":" + i;
    }

    /** @param session what HELLO says of the session that it goes on with */
    private Client client(String instance, String session) throws Exception {
        CompletableFuture<Client> connected = new CompletableFuture<>();
        transport.connect(
                connection -> {
                    Client client = new Client(connection);
                    connected.complete(client);
                    return client;
                },
                connected::completeExceptionally);
        Client client = connected.get(10, TimeUnit.SECONDS);
        client.send(1, HELLO.formatted(instance, session));
        return client;
    }

    private static final class Client extends RecordingHandler {

        Client(Connection connection) {
            super(connection);
        }

        void send(int type, String body) {
            byte[] bytes = body.getBytes(UTF_8);
            send(ByteBuffer.allocate(6 + bytes.length)
                    .putInt(2 + bytes.length)
                    .put((byte) type)
                    .put((byte) 0)
                    .put(bytes)
                    .array());
        }

        String text() {
            return new String(received(), UTF_8);
        }
    }
}
