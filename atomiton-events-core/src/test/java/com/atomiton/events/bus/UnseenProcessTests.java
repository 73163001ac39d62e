package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that do not see each other's files, as those of two containers: nothing proves the end of one to the other. */
class UnseenProcessTests {

    private final MemoryHub hub = new MemoryHub();
    private final Queue<MemoryClientTransport> clients = new ArrayDeque<>();
    private final TestProcesses processes = new TestProcesses(hub::server, this::unseen);
    private final Collected<Object> events = collected();
    private volatile boolean mayConnect = true;
    private final DefaultEventBus main = processes.main(builder -> builder.applicationEvents(events));

    @AfterEach
    void close() {
        processes.close();
    }

    private ClientTransport unseen() {
        MemoryClientTransport client = hub.client();
        clients.add(client);
        return new Unseen(client);
    }

    private DefaultEventBus answering(int value) {
        DefaultEventBus renderer = processes.renderer(builder -> builder.shutdownTimeout(Duration.ofMillis(100)));
        renderer.handle(Execute.class, (execute, context) -> new Result("x", value));
        return renderer;
    }

    private void killFirst() {
        MemoryClientTransport killed = clients.remove();
        long connected = main.peers().size();
        killed.kill();
        await().until(() -> main.peers().size() < connected);
    }

    @Test
    void aRequestGoesToTheOneThatIsThereAndNotToTheOneThatCrashed() throws Exception {
        DefaultEventBus crashed = answering(1);
        connect(main, crashed);
        killFirst();
        DefaultEventBus there = answering(2);
        there.start();
        await().until(() -> main.peers().size() == 1
                && main.sessions().stream()
                                .filter(session -> session.interest().handles("conductor:execute"))
                                .count()
                        == 2);

        assertThat(main.request(new Execute("x", null), Result.class).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Result("x", 2));
    }

    @Test
    void aRequestToTheOnlyOneThatAnswersItWaitsUntilThatIsThereAgain() throws Exception {
        connect(main, answering(1));
        awaitInterest(main, "conductor:execute");
        mayConnect = false;
        clients.element().cut();
        await().until(() -> main.peers().isEmpty());

        CompletableFuture<Result> request = main.request(new Execute("x", null), Result.class);
        assertThat(request).isNotDone();
        mayConnect = true;

        assertThat(request.get(5, TimeUnit.SECONDS)).isEqualTo(new Result("x", 1));
    }

    @Test
    void aRequestThatOneThatCrashedCouldAnswerIsAnsweredByTheNextOne() throws Exception {
        connect(main, answering(1));
        awaitInterest(main, "conductor:execute");
        killFirst();

        CompletableFuture<Result> request = main.request(new Execute("x", null), Result.class);
        answering(2).start();

        assertThat(request.get(5, TimeUnit.SECONDS)).isEqualTo(new Result("x", 2));
    }

    @Test
    void aRequestThatTwoThatCrashedCouldAnswerIsAnsweredByTheNextOne() throws Exception {
        connect(main, answering(1), answering(2));
        awaitInterest(main, "conductor:execute");
        killFirst();
        killFirst();

        CompletableFuture<Result> request = main.request(new Execute("x", null), Result.class);
        answering(3).start();

        assertThat(request.get(5, TimeUnit.SECONDS)).isEqualTo(new Result("x", 3));
    }

    @Test
    void theNameOfOneThatCrashedIsFreeAndItsSessionGoesOn() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        Collected<Integer> begun = collected();
        DefaultEventBus crashed = editor();
        crashed.on(Other.class, other -> {
            begun.accept(other.number());
            never.await();
        });
        connect(main, crashed);
        awaitInterest(main, "conductor:other");
        main.emit(new Other(1));
        begun.awaitSize(1);
        killFirst();

        DefaultEventBus next = editor();
        Collected<Integer> received = collected();
        next.on(Other.class, other -> received.accept(other.number()));
        next.start();

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(1);
        assertThat(next.lastError()).isNull();
        await().untilAsserted(() -> assertThat(events.items())
                .filteredOn(PeerRestarted.class::isInstance)
                .hasSize(1));
        never.countDown();
    }

    private DefaultEventBus editor() {
        return processes.renderer(builder -> builder.name("editor").shutdownTimeout(Duration.ofMillis(100)));
    }

    @Test
    void whoWaitsForOneThatCrashedIsToldAfterTheRetentionThatItAskedFor() {
        CountDownLatch never = new CountDownLatch(1);
        DefaultEventBus crashed = processes.renderer(
                builder -> builder.sessionRetention(Duration.ofMillis(200)).shutdownTimeout(Duration.ofMillis(100)));
        crashed.on(Other.class, other -> never.await());
        connect(main, crashed);
        awaitInterest(main, "conductor:other");
        CompletableFuture<Void> confirmed = main.emitConfirmed(new Other(1));

        killFirst();

        assertThat(confirmed)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(PeerLostException.class)
                .withMessageContaining("200 ms");
        await().until(() -> main.sessions().isEmpty());
        never.countDown();
    }

    @Test
    void oneThatIsCutOffIsKeptForAndNothingIsLost() throws Exception {
        DefaultEventBus renderer = processes.renderer();
        Collected<Integer> received = collected();
        renderer.on(Other.class, other -> received.accept(other.number()));
        main.handle(Execute.class, (execute, context) -> {
            clients.element().cut();
            main.emit(new Other(2));
            return new Result("x", 1);
        });
        connect(main, renderer);
        awaitInterest(main, "conductor:other");
        main.emit(new Other(1));

        CompletableFuture<Result> request = renderer.request(new Execute("x", null), Result.class);

        assertThat(request.get(5, TimeUnit.SECONDS)).isEqualTo(new Result("x", 1));
        received.awaitSize(2);
        assertThat(received.items()).containsExactly(1, 2);
        assertThat(events.items()).noneMatch(event -> event instanceof PeerDisconnected gone && gone.lost());
    }

    @Test
    void aMainThatIsNotSeenIsNotTakenForEndedBeforeThereIsAnother() throws Exception {
        MemoryHub other = new MemoryHub();
        MemoryServerTransport server = other.server();
        try (DefaultEventBus first = EventBusBuilder.main(server)
                        .shutdownTimeout(Duration.ofMillis(100))
                        .build();
                DefaultEventBus renderer =
                        EventBusBuilder.renderer(new Unseen(other.client())).build()) {
            CountDownLatch asked = new CountDownLatch(1);
            first.handle(Execute.class, (execute, context) -> {
                asked.countDown();
                return new CompletableFuture<Result>();
            });
            connect(first, renderer);
            CompletableFuture<Result> request = renderer.request(new Execute("x", null), Result.class);
            assertThat(asked.await(5, TimeUnit.SECONDS)).isTrue();

            server.kill();
            await().until(() -> renderer.connectionState() == ConnectionState.DISCONNECTED);

            assertThat(renderer.sessions()).noneMatch(session -> session.hasEnded());
            assertThat(request).isNotDone();
            try (DefaultEventBus second = EventBusBuilder.main(other.server()).build()) {
                second.start();
                assertThat(request)
                        .failsWithin(Duration.ofSeconds(5))
                        .withThrowableOfType(ExecutionException.class)
                        .withCauseInstanceOf(PeerLostException.class);
            }
        }
    }

    /** Neither sees the other. */
    private final class Unseen implements ClientTransport {

        private final MemoryClientTransport transport;

        Unseen(MemoryClientTransport transport) {
            this.transport = transport;
        }

        @Override
        public void start(Runnable available) {
            transport.start(available);
        }

        @Override
        public void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
            if (mayConnect) {
                transport.connect(connected, failed);
            } else {
                failed.accept(new IOException("not now"));
            }
        }

        @Override
        public String livenessReference() {
            return "of another container";
        }

        @Override
        public @Nullable ProcessWatch watch(String livenessReference, @Nullable Object user) {
            return null;
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
