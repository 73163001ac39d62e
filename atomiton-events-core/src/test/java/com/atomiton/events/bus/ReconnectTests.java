package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitConnected;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EmitResult;
import com.atomiton.events.PeerConnected;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReconnectTests {

    private final MemoryHub hub = new MemoryHub();
    private final MemoryServerTransport server = hub.server();
    private final MemoryClientTransport client = hub.client();
    private TestProcesses processes = new TestProcesses(() -> server, () -> client);

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void theNextAttemptIsKnownWhileThereIsNoConnection() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        renderer.start();

        await().until(() -> renderer.nextAttempt() != null);

        main.start();
        awaitConnected(main, renderer);
        assertThat(renderer.nextAttempt()).isNull();
        assertThat(main.nextAttempt()).isNull();
    }

    @Test
    void aHundredCutsLoseNothingDoubleNothingAndKeepTheOrderBothWays() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Integer> atMain = collected();
        Collected<Integer> atRenderer = collected();
        main.on(Other.class, other -> atMain.accept(other.number()));
        renderer.on(Result.class, result -> atRenderer.accept(result.value()));
        connect(main, renderer);

        int count = 20_000;
        CompletableFuture<Void> emitting = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < count; i++) {
                renderer.emit(new Other(i));
                main.emit(new Result("r", i));
            }
        });
        for (int cuts = 0; cuts < 100; cuts++) {
            await().pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> renderer.connectionState() == ConnectionState.CONNECTED);
            client.cut();
        }
        emitting.get(30, TimeUnit.SECONDS);

        List<Integer> all = IntStream.range(0, count).boxed().toList();
        atMain.awaitSize(count);
        atRenderer.awaitSize(count);
        assertThat(atMain.items()).containsExactlyElementsOf(all);
        assertThat(atRenderer.items()).containsExactlyElementsOf(all);
    }

    @Test
    void aCutDoesNotFailARequestNorRunItTwice() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<String> handled = collected();
        CountDownLatch mayEnd = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            handled.accept(execute.blueprintId());
            mayEnd.await();
            return new Result("done", 1);
        });
        connect(main, renderer);

        CompletableFuture<Result> request = renderer.request(new Execute("once", null), Result.class);
        handled.awaitSize(1);
        client.cut();
        mayEnd.countDown();

        assertThat(request.get(5, TimeUnit.SECONDS).executionId()).isEqualTo("done");
        assertThat(handled.items()).containsExactly("once");
    }

    @Test
    void aKilledMainFailsWhatItWasAskedAndANewOneGetsWhatItHadNotConsumed() throws Exception {
        DefaultEventBus first = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(100)));
        Collected<Object> events = collected();
        DefaultEventBus renderer = processes.renderer(builder -> builder.applicationEvents(events));
        Collected<ConnectionStateChanged> states = collected();
        renderer.onConnectionState(states);
        first.handle(Execute.class, (execute, context) -> new CompletableFuture<Result>());
        first.on(Other.class, other -> {});
        connect(first, renderer);
        CompletableFuture<Result> request = renderer.request(new Execute("x", null), Result.class);
        await().until(() -> renderer.sessions().iterator().next().outbound().unacknowledged() > 0);

        CapturedLog log = CapturedLog.of(PeerEvents.class);
        server.kill();

        assertThatThrownBy(() -> request.get(1, TimeUnit.SECONDS)).cause().isInstanceOf(PeerLostException.class);
        log.close();
        assertThat(log.events())
                .filteredOn(event -> event.getLevel() == Level.WARN)
                .singleElement()
                .asString()
                .contains("Lost main main", "its process has ended", "had not said goodbye");
        assertThat(renderer.emit(new Other(1))).isEqualTo(EmitResult.BUFFERED);
        CompletableFuture<Result> later = renderer.request(new Execute("later", null), Result.class);

        Collected<Integer> received = collected();
        MemoryServerTransport next = hub.server();
        DefaultEventBus second = EventBusBuilder.main(next).name("main").build();
        try (second) {
            second.on(Other.class, other -> received.accept(other.number()));
            second.handle(Execute.class, (execute, context) -> new Result(execute.blueprintId(), 1));
            second.start();
            awaitConnected(second, renderer);

            received.awaitSize(1);
            assertThat(received.items()).containsExactly(1);
            assertThat(later.get(5, TimeUnit.SECONDS).executionId()).isEqualTo("later");
            await().untilAsserted(() -> assertThat(events.items())
                    .filteredOn(event -> !(event instanceof ConnectionStateChanged))
                    .extracting(event -> (Object) event.getClass())
                    .containsExactly(
                            PeerConnected.class, PeerDisconnected.class, PeerConnected.class, PeerRestarted.class));
            await().untilAsserted(() -> assertThat(states.items())
                    .extracting(ConnectionStateChanged::current)
                    .containsExactly(
                            ConnectionState.CONNECTING,
                            ConnectionState.CONNECTED,
                            ConnectionState.DISCONNECTED,
                            ConnectionState.CONNECTED));
            renderer.stop();
        }
    }

    @Test
    void aKilledRendererIsForgottenAndTheOthersGoOn() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        MemoryClientTransport otherClient = hub.client();
        DefaultEventBus other = EventBusBuilder.renderer(otherClient)
                .shutdownTimeout(Duration.ofMillis(100))
                .build();
        Collected<Integer> received = collected();
        renderer.on(Other.class, event -> received.accept(event.number()));
        other.on(Other.class, event -> {});
        connect(main, renderer, other);

        otherClient.kill();

        await().untilAsserted(() -> assertThat(main.sessions()).hasSize(1));
        main.emit(new Other(1));
        received.awaitSize(1);
        other.close();
    }

    @Test
    void mainKeepsEventsForARendererThatIsAwayForAMoment() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);

        client.cut();
        for (int i = 0; i < 1_000; i++) {
            assertThat(main.emit(new Other(i))).isIn(EmitResult.BUFFERED, EmitResult.ACCEPTED);
        }

        received.awaitSize(1_000);
        assertThat(received.items())
                .containsExactlyElementsOf(IntStream.range(0, 1_000).boxed().toList());
    }
}
