package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Buses of several roles in one JVM, each as if it were a process; all are closed, and nothing of theirs is left. */
final class TestProcesses implements AutoCloseable {

    private final Supplier<EventBusBuilder> mains;
    private final Supplier<EventBusBuilder> renderers;
    private final List<DefaultEventBus> buses = new ArrayList<>();
    private final Set<Thread> threadsBefore = ourThreads();

    TestProcesses(Supplier<ServerTransport> servers, Supplier<ClientTransport> clients) {
        this.mains = () -> EventBusBuilder.main(servers.get());
        this.renderers = () -> EventBusBuilder.renderer(clients.get());
    }

    /** Over an engine. */
    TestProcesses(Supplier<? extends Engine> engines) {
        this.mains = () -> EventBusBuilder.main(engines.get());
        this.renderers = () -> EventBusBuilder.renderer(engines.get());
    }

    DefaultEventBus main() {
        return main(builder -> builder);
    }

    DefaultEventBus main(UnaryOperator<EventBusBuilder> customizer) {
        return built(customizer.apply(mains.get().name("main")));
    }

    DefaultEventBus renderer() {
        return renderer(builder -> builder);
    }

    DefaultEventBus renderer(UnaryOperator<EventBusBuilder> customizer) {
        return built(customizer.apply(renderers.get()));
    }

    DefaultEventBus standalone(UnaryOperator<EventBusBuilder> customizer) {
        return built(customizer.apply(EventBusBuilder.standalone()));
    }

    /** One that is made otherwise. */
    DefaultEventBus add(EventBusBuilder builder) {
        return built(builder);
    }

    private DefaultEventBus built(EventBusBuilder builder) {
        DefaultEventBus bus = builder.build();
        buses.add(bus);
        return bus;
    }

    /** Starts them and waits until each renderer and main know what the other listens to. */
    static void connect(DefaultEventBus main, DefaultEventBus... renderers) {
        main.start();
        for (DefaultEventBus renderer : renderers) {
            renderer.start();
        }
        awaitConnected(main, renderers);
    }

    static void awaitConnected(DefaultEventBus main, DefaultEventBus... renderers) {
        await().pollInterval(Duration.ofMillis(2)).untilAsserted(() -> {
            assertThat(main.peers()).hasSize(renderers.length);
            assertThat(main.sessions()).allMatch(PeerSession::isOpen);
            for (DefaultEventBus renderer : renderers) {
                assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTED);
                assertThat(renderer.sessions()).allMatch(PeerSession::isOpen);
            }
        });
    }

    /** Waits until the peers of the bus are known to want the name. */
    static void awaitInterest(DefaultEventBus bus, String name) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> !bus.sessions().isEmpty()
                        && bus.sessions().stream()
                                .allMatch(session -> session.interest().wants(name)
                                        || session.interest().handles(name)));
    }

    @Override
    public void close() {
        // Renderers first: a main that stops waits for what they have not acknowledged.
        for (int i = buses.size() - 1; i >= 0; i--) {
            buses.get(i).close();
        }
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(ourThreads()).isSubsetOf(threadsBefore));
    }

    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("atomiton-events"))
                .collect(Collectors.toSet());
    }

    /** A list that listeners on other threads add to. */
    static <T> Collected<T> collected() {
        return new Collected<>();
    }

    /** What listeners were called with, in order. */
    static final class Collected<T> implements Consumer<T> {

        private final List<T> items = new ArrayList<>();

        @Override
        public synchronized void accept(T item) {
            items.add(item);
        }

        synchronized List<T> items() {
            return List.copyOf(items);
        }

        void awaitSize(int size) {
            await().pollInterval(Duration.ofMillis(2))
                    .untilAsserted(() -> assertThat(items()).hasSizeGreaterThanOrEqualTo(size));
        }
    }
}
