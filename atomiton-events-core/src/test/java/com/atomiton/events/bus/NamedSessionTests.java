package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitConnected;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitResult;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NamedSessionTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @AfterEach
    void close() {
        processes.close();
    }

    private static DefaultEventBus editor(MemoryClientTransport client) {
        return EventBusBuilder.renderer(client)
                .name("editor")
                .shutdownTimeout(Duration.ofMillis(100))
                .build();
    }

    private record Seen(int number, boolean redelivered) {}

    @Test
    void theNextProcessOfANameGetsWhatTheKilledOneHadNotConsumed() {
        Collected<Object> events = collected();
        DefaultEventBus main = processes.main(builder -> builder.applicationEvents(events));
        MemoryClientTransport firstClient = hub.client();
        DefaultEventBus first = editor(firstClient);
        CountDownLatch never = new CountDownLatch(1);
        Collected<Integer> begun = collected();
        first.on(Other.class, other -> {
            begun.accept(other.number());
            if (other.number() == 2) {
                never.await();
            }
        });
        connect(main, first);
        main.emit(new Other(1));
        begun.awaitSize(1);
        await().untilAsserted(() -> assertThat(
                        main.sessions().iterator().next().outbound().events())
                .isZero());
        main.emit(new Other(2));
        begun.awaitSize(2);

        firstClient.kill();
        await().until(() -> main.sessions().iterator().next().hasEnded());
        assertThat(main.emit(new Other(3))).isEqualTo(EmitResult.BUFFERED);

        DefaultEventBus second = editor(hub.client());
        Collected<Seen> seen = collected();
        second.onEvent(Other.class, (other, context) -> seen.accept(new Seen(other.number(), context.redelivered())));
        second.start();
        awaitConnected(main, second);

        seen.awaitSize(2);
        assertThat(seen.items()).containsExactly(new Seen(2, true), new Seen(3, false));
        await().untilAsserted(() -> assertThat(events.items())
                .filteredOn(PeerRestarted.class::isInstance)
                .hasSize(1));
        never.countDown();
        second.close();
        first.close();
    }

    @Test
    void aNamedRendererThatStoppedIsKeptFor() {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = editor(hub.client());
        first.on(Other.class, other -> {});
        connect(main, first);
        first.close();
        await().until(() -> main.sessions().iterator().next().hasEnded());

        assertThat(main.peers()).isEmpty();
        assertThat(main.emit(new Other(1))).isEqualTo(EmitResult.BUFFERED);
        DefaultEventBus second = editor(hub.client());
        Collected<Integer> received = collected();
        second.on(Other.class, other -> received.accept(other.number()));
        second.start();

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(1);
        second.close();
    }

    @Test
    void afterTheRetentionNothingIsKeptForIt() {
        DefaultEventBus main = processes.main(builder -> builder.sessionRetention(Duration.ofMillis(100)));
        DefaultEventBus first = editor(hub.client());
        first.on(Other.class, other -> {});
        connect(main, first);

        first.close();

        await().until(() -> main.sessions().isEmpty());
        assertThat(main.emit(new Other(1))).isEqualTo(EmitResult.NO_SUBSCRIBER);
    }

    @Test
    void aSecondLiveProcessOfANameIsRefusedUntilTheFirstEnds() {
        DefaultEventBus main = processes.main();
        DefaultEventBus first = editor(hub.client());
        connect(main, first);
        DefaultEventBus second = editor(hub.client());
        second.start();

        await().untilAsserted(() -> assertThat(second.lastError()).contains("'editor'", "atomiton.events.name"));
        assertThat(second.connectionState()).isEqualTo(ConnectionState.CONNECTING);
        first.close();

        await().until(() -> second.connectionState() == ConnectionState.CONNECTED);
        second.close();
    }
}
