package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.State;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetainedEventTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void oneThatStillWaitsForItsPeerIsNotGivenToItTwice() {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        renderer.emit(new State("first"));
        renderer.emit(new State("last"));
        DefaultEventBus main = processes.main();
        Collected<String> received = collected();
        main.on(State.class, state -> received.accept(state.text()));
        main.on(Other.class, other -> received.accept("end"));
        main.start();
        TestProcesses.awaitConnected(main, renderer);
        renderer.emit(new Other(1));

        await().until(() -> received.items().contains("end"));

        assertThat(received.items()).containsExactly("first", "last", "end");
    }

    @Test
    void oneForAPeerIsGivenToNoOther() {
        DefaultEventBus main = processes.main();
        DefaultEventBus addressed = processes.renderer(builder -> builder.name("addressed"));
        DefaultEventBus other = processes.renderer(builder -> builder.name("other"));
        connect(main, addressed, other);
        main.emit(
                new State("secret"),
                EmitOptions.to(main.peers().stream()
                        .filter(peer -> "addressed".equals(peer.name()))
                        .findFirst()
                        .orElseThrow()));

        Collected<String> received = collected();
        other.on(State.class, state -> received.accept(state.text()));
        await().until(() ->
                main.sessions().stream().anyMatch(session -> session.interest().wants("conductor:state")));
        main.emit(new State("for all"));

        received.awaitSize(1);
        assertThat(received.items()).doesNotContain("secret");
    }

    @Test
    void oneThatCannotBeWrittenDoesNotCostTheConnection() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(new State("x"), EmitOptions.defaults().withHeader("n".repeat(300), "too long a name"));
        Collected<String> received = collected();
        Collected<ConnectionState> states = collected();
        renderer.onConnectionState(change -> states.accept(change.current()));

        renderer.on(State.class, state -> received.accept(state.text()));
        await().until(() -> main.sessions().iterator().next().interest().wants("conductor:state"));
        main.emit(new State("after"));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly("after");
        // That it is connected may be told late.
        assertThat(states.items()).allMatch(ConnectionState.CONNECTED::equals);
    }

    @Test
    void oneWhoseTimeIsOverIsNotGiven() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(new State("short"), EmitOptions.defaults().withTimeToLive(Duration.ofNanos(1)));

        Collected<String> received = collected();
        renderer.on("conductor:*", payload -> received.accept(payload.toString()));
        await().until(() -> main.sessions().iterator().next().interest().wants("conductor:other"));
        main.emit(new Other(1));

        received.awaitSize(1);
        assertThat(received.items()).noneMatch(payload -> payload.contains("short"));
    }
}
