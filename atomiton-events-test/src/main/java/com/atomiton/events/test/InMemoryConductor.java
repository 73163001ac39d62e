package com.atomiton.events.test;

import com.atomiton.events.EventBus;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/**
 * A main and its renderers in one JVM: real buses that number, acknowledge, encode and decode as between processes, over
 * a transport in memory. For tests of both ends of a conversation.
 *
 * <pre>{@code
 * try (InMemoryConductor conductor = InMemoryConductor.create()) {
 *     conductor.main().handle(Execute.class, (execute, context) -> run(execute));
 *     conductor.awaitConnected();
 *     Result result = conductor.renderer().request(execute, Result.class).join();
 * }
 * }</pre>
 *
 * <p>Renderers are made when they are first asked for, and stay until this is closed. Meant for one test's thread.
 */
public final class InMemoryConductor implements AutoCloseable {

    private static final String MAIN = "main";
    private static final String RENDERER = "renderer";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

    private final MemoryHub hub = new MemoryHub();
    private final BiConsumer<ProcessRole, EventBusBuilder> customizer;
    private final Map<String, DefaultEventBus> renderers = new LinkedHashMap<>();
    private final AtomicLong markers = new AtomicLong();
    private MemoryServerTransport mainTransport;
    private DefaultEventBus main;

    private InMemoryConductor(BiConsumer<ProcessRole, EventBusBuilder> customizer) {
        this.customizer = customizer;
        this.mainTransport = hub.server();
        this.main = startMain(mainTransport, bus -> {});
    }

    /**
     * A main that listens. The settings are the defaults of the properties, except that reconnecting is tried each 10 to
     * 100 ms and that closing a bus takes at most a second.
     */
    public static InMemoryConductor create() {
        return create((role, builder) -> {});
    }

    /**
     * As {@link #create()}, with other settings.
     *
     * @param customizer called for each bus before it is built; the names it finds set are {@code main} and those of the
     *     renderers
     */
    public static InMemoryConductor create(BiConsumer<ProcessRole, EventBusBuilder> customizer) {
        return new InMemoryConductor(customizer);
    }

    /** Main's bus. */
    public EventBus main() {
        return main;
    }

    /** The bus of the renderer named {@code renderer}; see {@link #renderer(String)}. */
    public EventBus renderer() {
        return renderer(RENDERER);
    }

    /** The bus of the renderer of this name. The first call makes it and returns when it is connected. */
    public EventBus renderer(String name) {
        DefaultEventBus known = renderers.get(name);
        if (known != null) {
            return known;
        }
        DefaultEventBus renderer = build(ProcessRole.RENDERER, EventBusBuilder.renderer(hub.client()), name);
        renderers.put(name, renderer);
        renderer.start();
        awaitConnected();
        return renderer;
    }

    /**
     * Returns when all renderers are connected and each side knows what the other listens to and answers at this moment.
     * To be called between subscribing on one side and emitting on the other, and after {@link #cut}.
     *
     * @throws org.awaitility.core.ConditionTimeoutException after 10 s
     */
    public void awaitConnected() {
        // Announcements come in order: who knows of the marker knows of everything subscribed earlier.
        String marker = "in-memory-conductor:" + markers.incrementAndGet();
        var marked = new ArrayList<Subscription>();
        try {
            marked.add(main.on(marker, nothing -> {}));
            renderers.values().forEach(renderer -> marked.add(renderer.on(marker, nothing -> {})));
            renderers.forEach((name, renderer) -> Awaitility.await("connection of main and renderer '" + name + "'")
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(CONNECT_TIMEOUT)
                    .until(() -> knows(main, name, marker) && knows(renderer, MAIN, marker)));
        } finally {
            marked.forEach(Subscription::close);
        }
    }

    private static boolean knows(DefaultEventBus bus, String peer, String marker) {
        return bus.sessions().stream()
                .filter(session -> peer.equals(session.peer().name()))
                .filter(PeerSession::isOpen)
                .anyMatch(session -> session.interest().listensTo(marker));
    }

    /**
     * Cuts all connections; what is on its way is lost, and sent again when the renderers have reconnected, which they
     * begin to do at once.
     */
    public void cut() {
        mainTransport.cut();
    }

    /**
     * Kills main and starts another one, as after a crash: no goodbye, and the listeners of the old one are gone.
     *
     * @param setUp subscribes on the new bus, before renderers can reach it
     */
    public void restartMain(Consumer<EventBus> setUp) {
        mainTransport.kill();
        main.close();
        mainTransport = hub.server();
        main = startMain(mainTransport, setUp);
        awaitConnected();
    }

    private DefaultEventBus startMain(MemoryServerTransport transport, Consumer<EventBus> setUp) {
        DefaultEventBus bus = build(ProcessRole.MAIN, EventBusBuilder.main(transport), MAIN);
        setUp.accept(bus);
        bus.start();
        return bus;
    }

    private DefaultEventBus build(ProcessRole role, EventBusBuilder builder, String name) {
        builder.name(name)
                .connectBackoff(Duration.ofMillis(10), Duration.ofMillis(100), 2)
                .shutdownTimeout(Duration.ofSeconds(1));
        customizer.accept(role, builder);
        return builder.build();
    }

    /** Stops the renderers, then main, and ends all their threads. */
    @Override
    public void close() {
        renderers.values().forEach(DefaultEventBus::close);
        main.close();
    }
}
