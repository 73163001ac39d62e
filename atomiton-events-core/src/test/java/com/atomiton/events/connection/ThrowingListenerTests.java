package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever is told what happens to a connection may throw, and a transport may be unable to work for a while. */
class ThrowingListenerTests {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(
            LONG,
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            2,
            LONG,
            LONG,
            Duration.ZERO,
            1,
            100_000,
            10,
            1_000,
            Long.MAX_VALUE,
            Duration.ofMillis(200));

    private final MemoryHub hub = new MemoryHub();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        timer.shutdownNow();
    }

    /** One that throws when it is told of this. */
    private PeerListener listener(String throwing) {
        return (PeerListener) Proxy.newProxyInstance(
                PeerListener.class.getClassLoader(),
                new Class<?>[] {PeerListener.class},
                (proxy, method, arguments) -> {
                    told.add(method.getName());
                    if (method.getName().equals(throwing)) {
                        throw new OutOfMemoryError("on purpose");
                    }
                    return null;
                });
    }

    private static LocalProcess process(ProcessRole role) {
        return new LocalProcess(new Peer(role.label(), null, role), 1, List.of(PeerSession.JSON));
    }

    @ParameterizedTest
    @ValueSource(strings = {"disconnected", "stateChanged", "none"})
    void aRendererConnectsAgainWhateverTheOneWhoIsToldThrows(String throwing) {
        MainEndpoint main = new MainEndpoint(hub.server(), SETTINGS, process(ProcessRole.MAIN), timer);
        main.start(listener("none"));
        var transport = hub.client();
        RendererEndpoint renderer = new RendererEndpoint(transport, SETTINGS, process(ProcessRole.RENDERER), timer);
        // It has no listener that throws before it is connected.
        AtomicReference<String> throwingNow = new AtomicReference<>("none");
        renderer.start((PeerListener) Proxy.newProxyInstance(
                PeerListener.class.getClassLoader(),
                new Class<?>[] {PeerListener.class},
                (proxy, method, arguments) -> listenerCall(method.getName(), throwingNow)));
        await().until(() -> renderer.state() == ConnectionState.CONNECTED);
        PeerSession session = renderer.sessions().iterator().next();
        Link before = session.link();
        throwingNow.set(throwing);

        transport.cut();

        await().until(() -> session.link() != null && session.link() != before);
        renderer.stop(Duration.ZERO);
        main.stop(Duration.ZERO);
    }

    private static Object listenerCall(String method, AtomicReference<String> throwing) {
        // Once: a connection that cannot be told of is closed.
        if (throwing.compareAndSet(method, "none")) {
            throw new OutOfMemoryError("on purpose");
        }
        return null;
    }

    @Test
    void mainForgetsARendererThatStaysAwayWhateverTheOneWhoIsToldThrows() {
        MainEndpoint main = new MainEndpoint(hub.server(), SETTINGS, process(ProcessRole.MAIN), timer);
        main.start(listener("disconnected"));
        var transport = hub.client();
        RendererEndpoint renderer = new RendererEndpoint(transport, SETTINGS, process(ProcessRole.RENDERER), timer);
        renderer.start(listener("none"));
        await().until(() -> renderer.state() == ConnectionState.CONNECTED);

        transport.kill();

        await().until(() -> main.sessions().isEmpty());
        assertThat(told).contains("lost");
        main.stop(Duration.ZERO);
    }

    @Test
    void mainSaysSoWhileItCannotAcceptAndWhenItCanAgain() {
        AtomicReference<String> trouble = new AtomicReference<>();
        ServerTransport transport = hub.server();
        ServerTransport troubled = (ServerTransport) Proxy.newProxyInstance(
                ServerTransport.class.getClassLoader(),
                new Class<?>[] {ServerTransport.class},
                (proxy, method, arguments) ->
                        method.getName().equals("trouble") ? trouble.get() : method.invoke(transport, arguments));
        MainEndpoint main = new MainEndpoint(troubled, SETTINGS, process(ProcessRole.MAIN), timer);
        main.look();
        assertThat(main.state()).isEqualTo(ConnectionState.CLOSED);
        main.start(listener("none"));
        main.look();
        assertThat(main.state()).isEqualTo(ConnectionState.LISTENING);

        trouble.set("there is no descriptor");
        main.look();

        assertThat(main.state()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(main.lastError()).isEqualTo("there is no descriptor");
        trouble.set(null);
        main.look();
        assertThat(main.state()).isEqualTo(ConnectionState.LISTENING);
        main.stop(Duration.ZERO);
        main.look();
        assertThat(main.state()).isEqualTo(ConnectionState.CLOSED);
    }
}
