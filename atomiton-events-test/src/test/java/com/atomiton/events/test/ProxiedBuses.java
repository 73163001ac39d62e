package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Main and renderers on real sockets with a fault proxy between them; after them no thread and no socket is left. */
final class ProxiedBuses implements AutoCloseable {

    /**
     * For tasks that are to run at the same time: the common pool has one thread on two processors, and from JDK 25 on
     * {@link CompletableFuture} uses it all the same, so that the second task begins when the first has ended.
     */
    static final Executor IN_ITS_OWN_THREAD = task -> new Thread(task, "of-a-test").start();

    private final Path directory;
    private final FaultProxy proxy;
    private final List<DefaultEventBus> buses = new ArrayList<>();
    private final Set<Thread> threadsBefore = ourThreads();

    ProxiedBuses(Path directory) throws IOException {
        this.directory = directory;
        this.proxy = FaultProxy.start(directory.resolve("proxy.sock"), mainSocket());
    }

    Path mainSocket() {
        return directory.resolve("m/main.sock");
    }

    FaultProxy proxy() {
        return proxy;
    }

    /** Not started yet. */
    DefaultEventBus main(UnaryOperator<EventBusBuilder> customizer) {
        return built(customizer.apply(EventBusBuilder.main(new UnixServerTransport(settings(mainSocket())))
                .name("main")
                .shutdownTimeout(Duration.ofSeconds(2))));
    }

    /** Through the proxy; not started yet. Tries again each 1 to 20 ms. */
    DefaultEventBus renderer(UnaryOperator<EventBusBuilder> customizer) {
        return renderer(proxy.path(), customizer);
    }

    /** Past the proxy; not started yet. */
    DefaultEventBus directRenderer(UnaryOperator<EventBusBuilder> customizer) {
        return renderer(mainSocket(), customizer);
    }

    private DefaultEventBus renderer(Path socket, UnaryOperator<EventBusBuilder> customizer) {
        return built(customizer.apply(EventBusBuilder.renderer(new UnixClientTransport(settings(socket)))
                .connectBackoff(Duration.ofMillis(1), Duration.ofMillis(20), 2)
                .shutdownTimeout(Duration.ofSeconds(2))));
    }

    private UnixTransportSettings settings(Path socket) {
        return UnixTransportSettings.of(new SocketLocation(socket, directory.resolve("r")));
    }

    private DefaultEventBus built(EventBusBuilder builder) {
        DefaultEventBus bus = builder.build();
        buses.add(bus);
        return bus;
    }

    /** Starts them and waits until they know each other. */
    static void connect(DefaultEventBus main, DefaultEventBus... renderers) {
        main.start();
        for (DefaultEventBus renderer : renderers) {
            renderer.start();
        }
        awaitOpen(main, renderers);
    }

    static void awaitOpen(DefaultEventBus main, DefaultEventBus... renderers) {
        eventually(() -> {
            assertThat(main.sessions()).hasSizeGreaterThanOrEqualTo(renderers.length);
            assertThat(main.sessions().stream().filter(PeerSession::isOpen)).hasSize(renderers.length);
            for (DefaultEventBus renderer : renderers) {
                assertThat(renderer.sessions()).allMatch(PeerSession::isOpen);
            }
        });
    }

    static PeerSession only(DefaultEventBus bus) {
        assertThat(bus.sessions()).hasSize(1);
        return bus.sessions().iterator().next();
    }

    static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(assertion);
    }

    @Override
    public void close() throws IOException {
        proxy.heal();
        for (int i = buses.size() - 1; i >= 0; i--) {
            buses.get(i).close();
        }
        proxy.close();
        eventually(() -> assertThat(ourThreads()).isSubsetOf(threadsBefore));
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files.filter(Files::exists).map(Path::toString)).noneMatch(file -> file.endsWith(".sock"));
        }
    }

    static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomiton-events")
                        || thread.getName().startsWith("fault-proxy"))
                .collect(Collectors.toSet());
    }
}
