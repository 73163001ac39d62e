package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventName;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.State;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class RetainedEventTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @EventName(value = "test:items", retain = true)
    record Items(List<String> items) {}

    @EventName(value = "test:keyed", retain = true, key = "key")
    record Keyed(String key, int number) {}

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
    void oneThatCannotBeWrittenFailsItsEmitAndTheLastOneStays() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(new State("good"));

        assertThatThrownBy(() -> main.emit(
                        new State("bad"), EmitOptions.defaults().withHeader("n".repeat(300), "too long a name")))
                .isInstanceOf(IllegalArgumentException.class);

        Collected<String> received = collected();
        renderer.on(State.class, state -> received.accept(state.text()));
        received.awaitSize(1);
        assertThat(received.items()).containsExactly("good");
    }

    @Test
    void oneIsWrittenAtItsEmitAndNotWhenSomebodyListens() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        List<String> items = new ArrayList<>(List.of("as it was emitted"));
        main.emit(new Items(items));
        items.set(0, "changed later");

        Collected<List<String>> received = collected();
        renderer.on(Items.class, event -> received.accept(event.items()));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(List.of("as it was emitted"));
    }

    @Test
    void moreThanAWindowHoldsAllArriveInTheirOrderAndBeforeWhatIsEmittedLater() {
        DefaultEventBus main = processes.main(builder -> builder.outbound(50, 1_000_000));
        for (int i = 0; i < 2_000; i++) {
            main.emit(new Keyed("k" + i, i));
        }
        Collected<Object> told = collected();
        Collected<Integer> received = collected();
        DefaultEventBus renderer = processes.renderer(builder -> builder.applicationEvents(told));
        renderer.on(Keyed.class, event -> received.accept(event.number()));
        renderer.on(Other.class, other -> received.accept(-1));
        connect(main, renderer);
        main.emit(new Other(1));

        received.awaitSize(2_001);

        assertThat(received.items().subList(0, 2_000)).isSorted().doesNotHaveDuplicates();
        assertThat(received.items()).endsWith(-1);
        assertThat(told.items()).noneMatch(ConnectionGap.class::isInstance);
    }

    @RepeatedTest(20)
    void anEmitThatRacesASubscriptionIsSeenOnceAndTheNewestLast() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        for (int round = 0; round < 20; round++) {
            int first = round * 10;
            main.emit(new Keyed("k", first));
            Thread emitting = new Thread(() -> {
                for (int i = 1; i < 10; i++) {
                    main.emit(new Keyed("k", first + i));
                }
            });
            emitting.start();
            Collected<Integer> received = collected();
            Subscription subscription = renderer.on(Keyed.class, event -> received.accept(event.number()));
            emitting.join();

            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> received.items().contains(first + 9));
            assertThat(received.items()).isSorted().doesNotHaveDuplicates().endsWith(first + 9);
            subscription.close();
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> !main.sessions().iterator().next().interest().wants("test:keyed"));
        }
    }

    @Test
    void whoSubscribesAgainGetsTheLastOneAgain() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        main.emit(new State("last"));
        for (int i = 0; i < 3; i++) {
            Collected<String> received = collected();
            Subscription subscription = renderer.on(State.class, state -> received.accept(state.text()));
            received.awaitSize(1);
            subscription.close();
            await().until(() -> !main.sessions().iterator().next().interest().wants("conductor:state"));
            assertThat(received.items()).containsExactly("last");
        }
    }

    @RepeatedTest(5)
    void aListenerThatComesWhenTheLastOneHasJustLeftMissesNone() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        connect(main, renderer);
        for (int i = 0; i < 300; i++) {
            main.emit(new Keyed("k" + i, i));
        }
        for (int round = 0; round < 20; round++) {
            renderer.on(Keyed.class, event -> {}).close();
            Collected<Integer> received = collected();
            Subscription subscription = renderer.on(Keyed.class, event -> received.accept(event.number()));

            await().pollInterval(Duration.ofMillis(1))
                    .untilAsserted(
                            () -> assertThat(Set.copyOf(received.items())).hasSize(300));
            subscription.close();
        }
    }

    @Test
    void aListenerThatComesWhileThereIsNoConnectionGetsThemThoughTheOneBeforeItHadThem() {
        DefaultEventBus main = processes.main();
        MemoryClientTransport client = hub.client();
        DefaultEventBus renderer = processes.add(EventBusBuilder.renderer(client));
        connect(main, renderer);
        main.emit(new State("last"));
        for (int round = 0; round < 5; round++) {
            Collected<String> before = collected();
            Subscription first = renderer.on(State.class, state -> before.accept(state.text()));
            before.awaitSize(1);
            client.cut();
            first.close();
            Collected<String> after = collected();
            Subscription second = renderer.on(State.class, state -> after.accept(state.text()));

            after.awaitSize(1);
            second.close();
            await().until(() -> !main.sessions().iterator().next().interest().wants("conductor:state"));
            assertThat(after.items()).containsExactly("last");
        }
    }

    @Test
    void theNextProcessOfANameGetsTheLastOneOnce() {
        DefaultEventBus main = processes.main();
        Collected<String> received = collected();
        main.start();
        main.emit(new State("last"));
        for (int i = 0; i < 2; i++) {
            DefaultEventBus renderer = processes.renderer(builder -> builder.name("editor"));
            renderer.on(State.class, state -> received.accept(state.text()));
            renderer.start();
            received.awaitSize(i + 1);
            renderer.close();
        }
        assertThat(received.items()).containsExactly("last", "last");
    }

    @Test
    void theOldestOfTooManyIsForgottenAndCounted() {
        Collected<String> dropped = collected();
        DefaultEventBus main = processes.main(builder -> builder.telemetry(new BusTelemetry() {
            @Override
            public void dropped(String event, String reason) {
                dropped.accept(event + " " + reason);
            }
        }));
        main.start();

        for (int i = 0; i < 10_003; i++) {
            main.emit(new Keyed("k" + i, i));
        }

        assertThat(dropped.items()).hasSize(3).containsOnly("test:keyed retained-full");
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
