package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever is told what happens to a connection may block without a lock that others need. */
class BlockingListenerTests {

    private static final Duration TIME = Duration.ofSeconds(10);
    private static final ConnectionSettings SETTINGS = new ConnectionSettings(
            TIME,
            Duration.ofMillis(20),
            Duration.ofMillis(20),
            2,
            TIME,
            TIME,
            Duration.ZERO,
            1,
            100_000,
            10,
            1_000,
            Long.MAX_VALUE,
            TIME);

    private final MemoryHub hub = new MemoryHub();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService timerOfMain = Executors.newSingleThreadScheduledExecutor();
    private final CountDownLatch blocks = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @AfterEach
    void close() {
        mayEnd.countDown();
        timer.shutdownNow();
        timerOfMain.shutdownNow();
    }

    /** One that blocks when it is told of the end of a peer. */
    private PeerListener listener(String blocking) {
        return (PeerListener) Proxy.newProxyInstance(
                PeerListener.class.getClassLoader(),
                new Class<?>[] {PeerListener.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals(blocking)) {
                        blocks.countDown();
                        mayEnd.await();
                    }
                    return null;
                });
    }

    private MainEndpoint main(MemoryServerTransport transport) {
        MainEndpoint main = new MainEndpoint(transport, SETTINGS, process(ProcessRole.MAIN), timerOfMain);
        main.start(listener(""));
        return main;
    }

    private static LocalProcess process(ProcessRole role) {
        return new LocalProcess(new Peer(role.label(), null, role), 1, List.of(PeerSession.JSON));
    }

    private RendererEndpoint rendererThatIsJustToldOfTheEndOfItsMain() throws Exception {
        MemoryServerTransport first = hub.server();
        main(first);
        RendererEndpoint renderer = new RendererEndpoint(hub.client(), SETTINGS, process(ProcessRole.RENDERER), timer);
        renderer.start(listener("lost"));
        await().until(() -> renderer.state() == ConnectionState.CONNECTED);
        first.kill();
        assertThat(blocks.await(5, TimeUnit.SECONDS)).isTrue();
        return renderer;
    }

    @Test
    void whileTheEndOfAMainIsToldARendererCanStop() throws Exception {
        RendererEndpoint renderer = rendererThatIsJustToldOfTheEndOfItsMain();

        CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> renderer.stop(Duration.ofMillis(10)));

        assertThat(stopped).succeedsWithin(Duration.ofSeconds(5));
    }

    @Test
    void whileTheEndOfAMainIsToldNoOtherTakesItsPlaceAndAfterwardsItDoes() throws Exception {
        RendererEndpoint renderer = rendererThatIsJustToldOfTheEndOfItsMain();

        MainEndpoint next = main(hub.server());
        await().until(() -> String.valueOf(renderer.lastError()).contains("is being told"));
        assertThat(renderer.state()).isEqualTo(ConnectionState.DISCONNECTED);
        mayEnd.countDown();

        await().until(() -> renderer.state() == ConnectionState.CONNECTED);
        renderer.stop(Duration.ofSeconds(1));
        next.stop(Duration.ofSeconds(1));
    }
}
