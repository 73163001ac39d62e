package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.memory.MemoryClientTransport;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a renderer believes when its threads meet at the worst moment. */
class RendererRaceTests {

    private final MemoryHub hub = new MemoryHub();
    private final Queue<MemoryServerTransport> servers = new ArrayDeque<>();
    private final SlowTransport client = new SlowTransport(hub.client());
    private final TestProcesses processes = new TestProcesses(this::newServer, () -> client);

    private MemoryServerTransport newServer() {
        MemoryServerTransport server = hub.server();
        servers.add(server);
        return server;
    }

    @AfterEach
    void close() {
        client.answerMay.countDown();
        processes.close();
    }

    @Test
    void oneThatIsConnectedBeforeItHasStartedIsConnected() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.start();
        client.afterStart = () -> await().until(() -> renderer.connectionState() == ConnectionState.CONNECTED);

        renderer.start();

        assertThat(renderer.connectionState()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void theLateProofThatOneMainHasEndedIsNotTakenForTheEndOfTheNext() throws Exception {
        Collected<Object> events = collected();
        DefaultEventBus renderer = processes.renderer(builder -> builder.applicationEvents(events));
        DefaultEventBus first = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(100)));
        TestProcesses.connect(first, renderer);
        client.answersSlowly = true;
        servers.remove().kill();
        assertThat(client.asked.await(5, TimeUnit.SECONDS)).isTrue();

        DefaultEventBus second = processes.main();
        second.handle(TestEvents.Execute.class, (execute, context) -> new CompletableFuture<TestEvents.Result>());
        second.start();
        TestProcesses.awaitConnected(second, renderer);
        client.answerMay.countDown();
        await().until(() -> client.answered.getCount() == 0);
        // The timer has one thread: what it does next comes after what it makes of the late answer.
        assertThat(renderer.request(
                        new TestEvents.Execute("x", null),
                        TestEvents.Result.class,
                        RequestOptions.timeout(Duration.ofMillis(20))))
                .failsWithin(Duration.ofSeconds(5));

        assertThat(renderer.sessions()).noneMatch(session -> session.hasEnded());
        await().untilAsserted(() -> assertThat(events.items())
                .filteredOn(event -> event instanceof PeerDisconnected gone && gone.lost())
                .hasSize(1));
    }

    /** Takes its time where the caller cannot know how long it takes. */
    private static final class SlowTransport implements ClientTransport {

        private final MemoryClientTransport transport;
        final CountDownLatch asked = new CountDownLatch(1);
        final CountDownLatch answerMay = new CountDownLatch(1);
        final CountDownLatch answered = new CountDownLatch(1);
        volatile boolean answersSlowly;
        volatile Runnable afterStart = () -> {};

        SlowTransport(MemoryClientTransport transport) {
            this.transport = transport;
        }

        @Override
        public void start(Runnable available) {
            transport.start(available);
            afterStart.run();
        }

        @Override
        public void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
            transport.connect(connected, failed);
        }

        @Override
        public @Nullable String livenessReference() {
            return transport.livenessReference();
        }

        @Override
        public @Nullable ProcessWatch watch(String livenessReference, @Nullable Object user) {
            ProcessWatch watch = transport.watch(livenessReference, user);
            return watch == null ? null : new SlowWatch(watch);
        }

        private final class SlowWatch implements ProcessWatch {

            private final ProcessWatch watch;

            SlowWatch(ProcessWatch watch) {
                this.watch = watch;
            }

            @Override
            public boolean hasEnded() {
                boolean ended = watch.hasEnded();
                if (answersSlowly) {
                    asked.countDown();
                    try {
                        answerMay.await();
                    } catch (InterruptedException closing) {
                        Thread.currentThread().interrupt();
                    }
                    answered.countDown();
                }
                return ended;
            }

            @Override
            public void close() {
                watch.close();
            }
        }

        @Override
        public void close() {
            transport.close();
        }
    }
}
