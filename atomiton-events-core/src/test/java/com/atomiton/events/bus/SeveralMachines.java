package com.atomiton.events.bus;

import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.engine.MemoryBroker;
import com.atomiton.events.engine.MemoryEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;

/** Several mains and renderers that meet through an engine. */
abstract class SeveralMachines {

    private static final Set<ConnectionState> UP = Set.of(ConnectionState.LISTENING, ConnectionState.CONNECTED);

    final MemoryBroker broker = new MemoryBroker();
    final List<MemoryEngine> engines = new ArrayList<>();
    final TestProcesses processes = new TestProcesses(this::engine);

    private MemoryEngine engine() {
        MemoryEngine engine = broker.engine();
        engines.add(engine);
        return engine;
    }

    @AfterEach
    void stop() {
        broker.down(false);
        processes.close();
    }

    DefaultEventBus main(String name) {
        return main(name, builder -> builder);
    }

    DefaultEventBus main(String name, UnaryOperator<EventBusBuilder> customizer) {
        return processes.main(builder -> customizer.apply(lively(builder).name(name)));
    }

    DefaultEventBus renderer(String name) {
        return processes.renderer(builder -> lively(builder).name(name));
    }

    static EventBusBuilder lively(EventBusBuilder builder) {
        return builder.heartbeat(Duration.ofMillis(50), Duration.ofMillis(500));
    }

    static void startAll(DefaultEventBus... buses) {
        for (DefaultEventBus bus : buses) {
            bus.start();
        }
        for (DefaultEventBus bus : buses) {
            long others = List.of(buses).stream()
                    .filter(other -> other.role() != bus.role())
                    .count();
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> bus.peers().size() == others && UP.contains(bus.connectionState()));
        }
    }

    static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(5, TimeUnit.SECONDS);
    }

    static Execute run(int i) {
        return new Execute("b" + i, null);
    }
}
