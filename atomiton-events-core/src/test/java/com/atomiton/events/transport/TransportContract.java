package com.atomiton.events.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventBusException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every transport must do. A subclass makes the transports, and checks after each test that nothing is left. */
public abstract class TransportContract {

    private static final int MEBIBYTE = 1024 * 1024;

    private final Deque<Transport> transports = new ArrayDeque<>();
    private final List<RecordingHandler> handlers = new ArrayList<>();
    private final BlockingQueue<RecordingHandler> accepted = new LinkedBlockingQueue<>();

    /** A server's transport, not started; each one for the same address. */
    protected abstract ServerTransport newServer();

    /** A client's transport for that address, not started. */
    protected abstract ClientTransport newClient();

    protected final ServerTransport server() {
        ServerTransport server = newServer();
        transports.push(server);
        return server;
    }

    protected final ClientTransport client() {
        ClientTransport client = newClient();
        transports.push(client);
        return client;
    }

    protected final ServerTransport startedServer() {
        return startedServer(RecordingHandler::new);
    }

    protected final ServerTransport startedServer(Function<Connection, RecordingHandler> handler) {
        ServerTransport server = server();
        server.start(connection -> {
            RecordingHandler created = note(handler.apply(connection));
            accepted.add(created);
            return created;
        });
        return server;
    }

    protected final ClientTransport startedClient() {
        ClientTransport client = client();
        client.start(() -> {});
        return client;
    }

    protected final RecordingHandler connect(ClientTransport client) {
        return connect(client, RecordingHandler::new);
    }

    protected final RecordingHandler connect(ClientTransport client, Function<Connection, RecordingHandler> handler) {
        return tryConnect(client, handler).orTimeout(10, TimeUnit.SECONDS).join();
    }

    protected final CompletableFuture<RecordingHandler> tryConnect(
            ClientTransport client, Function<Connection, RecordingHandler> handler) {
        CompletableFuture<RecordingHandler> result = new CompletableFuture<>();
        client.connect(
                connection -> {
                    RecordingHandler created = note(handler.apply(connection));
                    result.complete(created);
                    return created;
                },
                result::completeExceptionally);
        return result;
    }

    protected final RecordingHandler accepted() throws InterruptedException {
        RecordingHandler handler = accepted.poll(10, TimeUnit.SECONDS);
        assertThat(handler).as("accepted connection").isNotNull();
        return handler;
    }

    private RecordingHandler note(RecordingHandler handler) {
        synchronized (handlers) {
            handlers.add(handler);
        }
        return handler;
    }

    @AfterEach
    protected final void closeAll() {
        transports.forEach(Transport::close);
        synchronized (handlers) {
            assertThat(handlers).allMatch(RecordingHandler::isClosed);
            handlers.forEach(RecordingHandler::assertCalledProperly);
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("atomiton-events")));
    }

    @Test
    void bytesArriveInOrderBothWays() throws Exception {
        startedServer();
        RecordingHandler client = connect(startedClient());
        RecordingHandler server = accepted();
        byte[] up = randomBytes(8 * MEBIBYTE, 1);
        byte[] down = randomBytes(8 * MEBIBYTE, 2);

        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> sendInPieces(client, up));
        sendInPieces(server, down);
        sending.join();

        server.awaitReceived(up.length);
        client.awaitReceived(down.length);
        assertThat(Arrays.equals(server.received(), up)).as("client to server").isTrue();
        assertThat(Arrays.equals(client.received(), down))
                .as("server to client")
                .isTrue();
    }

    @Test
    void aReaderThatIsStuckHoldsUpItsWriterOnlyAndLosesNothing() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        startedServer(connection -> new RecordingHandler(connection) {
            @Override
            public void received(ByteBuffer in) {
                awaitUninterruptibly(stuck);
                super.received(in);
            }
        });
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport);
        RecordingHandler server = accepted();
        byte[] bytes = randomBytes(16 * MEBIBYTE, 3);
        try {
            client.send(bytes);

            await().until(() -> client.filledCount() > 0);
            // The client's thread is free, and has stopped asking for more
            connect(transport);
            assertThat(client.filledCount()).isLessThan(2 * MEBIBYTE);
        } finally {
            stuck.countDown();
        }

        server.awaitReceived(bytes.length);
        assertThat(Arrays.equals(server.received(), bytes)).isTrue();
    }

    @Test
    void nothingIsLostWhenManyThreadsAskToWrite() throws Exception {
        startedServer();
        RecordingHandler client = connect(startedClient());
        RecordingHandler server = accepted();
        int threads = 8;
        int messages = 5000;

        CompletableFuture<?>[] senders = new CompletableFuture<?>[threads];
        for (int i = 0; i < threads; i++) {
            int sender = i;
            // The common pool may have one thread only.
            senders[i] = CompletableFuture.runAsync(
                    () -> {
                        for (int number = 0; number < messages; number++) {
                            client.send(ByteBuffer.allocate(8)
                                    .putInt(sender)
                                    .putInt(number)
                                    .array());
                        }
                    },
                    task -> new Thread(task, "sender").start());
        }
        CompletableFuture.allOf(senders).join();
        server.awaitReceived(threads * messages * 8);

        int[] next = new int[threads];
        for (ByteBuffer in = ByteBuffer.wrap(server.received()); in.hasRemaining(); ) {
            int sender = in.getInt();
            assertThat(in.getInt()).isEqualTo(next[sender]++);
        }
        assertThat(next).containsOnly(messages);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCloseIsToldOnceAtBothEndsAfterWhatWasFilledInBefore(boolean byTheServer) throws Exception {
        startedServer();
        RecordingHandler client = connect(startedClient());
        RecordingHandler server = accepted();
        RecordingHandler closing = byTheServer ? server : client;
        RecordingHandler other = byTheServer ? client : server;
        byte[] last = randomBytes(64 * 1024, 4);

        closing.send(last);
        closing.connection().close("Enough");
        closing.connection().close("Really");

        closing.awaitClosed();
        other.awaitClosed();
        assertThat(closing.reason()).isEqualTo("Enough");
        assertThat(closing.cause()).isNull();
        assertThat(other.reason()).isEqualTo("The other end closed the connection");
        assertThat(other.cause()).isNull();
        assertThat(other.received()).isEqualTo(last);
        closing.connection().requestWrite();
        other.connection().close("Too late");
    }

    @Test
    void whatInterruptedThreadsWriteNowArrivesWholeBesideWhatIsNotUrgent() throws Exception {
        startedServer();
        RecordingHandler client = connect(startedClient());
        RecordingHandler server = accepted();
        int threads = 4;
        int messages = 300;
        int[] sent = new int[threads];

        CompletableFuture<?>[] senders = new CompletableFuture<?>[threads];
        for (int i = 0; i < threads; i++) {
            int sender = i;
            senders[i] = CompletableFuture.runAsync(
                    () -> {
                        Thread.currentThread().interrupt();
                        Random random = new Random(sender);
                        for (int number = 0; number < messages; number++) {
                            byte[] message = new byte[number % 50 == 0 ? 300_000 : random.nextInt(2_000)];
                            Arrays.fill(message, (byte) sender);
                            sent[sender] += message.length;
                            if (sender == 0) {
                                client.send(message);
                            } else {
                                client.sendNow(message);
                            }
                        }
                    },
                    command -> new Thread(command).start());
        }
        CompletableFuture.allOf(senders).join();

        server.awaitReceived(Arrays.stream(sent).sum());
        int[] received = new int[threads];
        for (byte sender : server.received()) {
            received[sender]++;
        }
        assertThat(received).isEqualTo(sent);
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void whatAHandlerDoesAfterItHasFilledKeepsNobodyFromWriting() throws Exception {
        startedServer();
        CountDownLatch inFilled = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        RecordingHandler client = connect(startedClient(), connection -> new RecordingHandler(connection) {
            @Override
            public void filled() {
                if (Thread.currentThread().getName().equals("slow")) {
                    inFilled.countDown();
                    awaitUninterruptibly(mayEnd);
                }
            }
        });
        RecordingHandler server = accepted();
        Thread slow = new Thread(() -> client.sendNow("first ".getBytes(UTF_8)), "slow");

        slow.start();
        server.awaitReceived(6);
        client.send("second".getBytes(UTF_8));

        server.awaitReceived(12);
        mayEnd.countDown();
        slow.join();
    }

    @Test
    void aConnectionCanBeClosedByItsHandlerInAnyCall() throws Exception {
        startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler atOnce = connect(transport, connection -> {
            connection.requestWrite();
            connection.close("At once");
            return new RecordingHandler(connection);
        });
        AtomicInteger calls = new AtomicInteger();
        RecordingHandler onReceived = connect(transport, connection -> new RecordingHandler(connection) {
            @Override
            public void received(ByteBuffer in) {
                super.received(in);
                calls.incrementAndGet();
                connection.close("Received");
            }
        });
        accepted();
        accepted().send(randomBytes(8 * MEBIBYTE, 5));

        atOnce.awaitClosed();
        onReceived.awaitClosed();
        assertThat(atOnce.reason()).isEqualTo("At once");
        assertThat(onReceived.reason()).isEqualTo("Received");
        assertThat(calls).as("calls with more bytes").hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"received", "fill", "closed", "leftover"})
    void aHandlerThatMisbehavesHasItsOwnConnectionClosedOnly(String how) throws Exception {
        startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler good = connect(transport);
        RecordingHandler goodServer = accepted();
        RecordingHandler bad = connect(transport, connection -> new Misbehaving(connection, how));
        RecordingHandler badServer = accepted();

        badServer.send("hello".getBytes(UTF_8));
        bad.send("hello".getBytes(UTF_8));
        if (how.equals("closed")) {
            bad.connection().close("Enough");
        }

        badServer.awaitClosed();
        bad.awaitClosed();
        if (!how.equals("closed")) {
            assertThat(bad.cause()).isInstanceOf(IllegalStateException.class);
            assertThat(bad.reason()).startsWith("Failed: ").contains(bad.cause().getMessage());
        }
        good.send("hello".getBytes(UTF_8));
        goodServer.awaitReceived(5);
        assertThat(good.isClosed()).isFalse();
    }

    @Test
    void aConnectionWithoutAHandlerIsClosed() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        startedServer(connection -> {
            if (calls.incrementAndGet() == 1) {
                throw new IllegalStateException("No handler, on purpose");
            }
            return new RecordingHandler(connection);
        });
        ClientTransport transport = startedClient();
        RecordingHandler first = connect(transport);
        first.awaitClosed();

        CompletableFuture<RecordingHandler> second = tryConnect(transport, connection -> {
            throw new IllegalStateException("No handler, on purpose");
        });
        accepted().awaitClosed();
        assertThat(second)
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withMessageContaining("No handler, on purpose");

        connect(transport).send("hello".getBytes(UTF_8));
        accepted().awaitReceived(5);
    }

    @Test
    void aConnectFailsWithoutAServerAndTheServersStartIsTold() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        ClientTransport client = client();
        client.start(() -> told.add("available"));

        for (int i = 0; i < 2; i++) {
            assertThat(tryConnect(client, RecordingHandler::new))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOf(EventBusException.class)
                    .withMessageStartingWith("No main")
                    .withMessageNotContaining("\n");
            told.clear();

            ServerTransport server = startedServer();

            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo("available");
            await().until(() -> !tryConnect(client, RecordingHandler::new)
                    .handle((handler, failure) -> handler)
                    .get()
                    .isClosed());
            server.close();
        }
    }

    @Test
    void aClientThatStartsLaterIsToldToo() throws Exception {
        startedServer();
        CountDownLatch told = new CountDownLatch(1);

        client().start(told::countDown);

        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aServerThatAcceptsNoMoreKeepsWhatIsOpen() throws Exception {
        ServerTransport server = startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport);
        RecordingHandler accepted = accepted();

        server.stopAccepting();
        server.stopAccepting();

        assertThat(tryConnect(transport, RecordingHandler::new)).failsWithin(Duration.ofSeconds(10));
        client.send("hello".getBytes(UTF_8));
        accepted.awaitReceived(5);
        ProcessWatch watch =
                transport.watch(server.livenessReference(), client.connection().user());
        assertThat(watch).isNotNull();
        assertThat(watch.hasEnded()).isFalse();
        watch.close();
    }

    @Test
    void aSecondServerIsRefusedUntilTheFirstHasEnded() {
        ServerTransport first = startedServer();
        ServerTransport second = server();

        assertThatExceptionOfType(EventBusException.class)
                .isThrownBy(() -> second.start(RecordingHandler::new))
                .withMessageContaining("already");
        connect(startedClient());

        first.close();
        startedServer();
        connect(startedClient());
    }

    @Test
    void whoIsSeenToLiveIsKnownToHaveEndedWhenItHasClosedAndNotBefore() throws Exception {
        ServerTransport server = server();
        assertThat(server.livenessReference()).isNull();
        server.start(RecordingHandler::new);
        ClientTransport client = startedClient();
        ClientTransport other = startedClient();
        Object user = connect(client).connection().user();
        String serverReference = server.livenessReference();
        String clientReference = client.livenessReference();
        List<ProcessWatch> ofServer = new ArrayList<>();
        List<ProcessWatch> ofClient = new ArrayList<>();

        for (Transport transport : transports) {
            ofServer.add(transport.watch(serverReference, user));
            ofClient.add(transport.watch(clientReference, user));
            assertThat(transport.watch("no reference", user)).isNull();
        }
        // Twice, since to find it out must not change it
        for (int i = 0; i < 2; i++) {
            assertThat(ofServer).noneMatch(ProcessWatch::hasEnded);
            assertThat(ofClient).noneMatch(ProcessWatch::hasEnded);
        }
        client.close();
        assertThat(ofClient).allMatch(ProcessWatch::hasEnded);
        assertThat(other.watch(clientReference, user)).as("too late").isNull();
        assertThat(ofServer).noneMatch(ProcessWatch::hasEnded);
        server.close();
        assertThat(ofServer).allMatch(ProcessWatch::hasEnded);
        ofServer.forEach(ProcessWatch::close);
        ofClient.forEach(ProcessWatch::close);
        assertThat(ofServer).as("closed").noneMatch(ProcessWatch::hasEnded);
    }

    @Test
    void aClosedTransportHasToldItsHandlersAndDoesNothingMore() throws Exception {
        ServerTransport server = startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport);
        RecordingHandler accepted = accepted();

        transport.close();
        transport.close();

        assertThat(client.isClosed()).isTrue();
        assertThat(client.reason()).isEqualTo("The transport was closed");
        accepted.awaitClosed();
        client.send("hello".getBytes(UTF_8));
        assertThat(tryConnect(transport, RecordingHandler::new)).isCompletedExceptionally();
        assertThatExceptionOfType(EventBusException.class).isThrownBy(() -> transport.start(() -> {}));
        server.close();
        assertThatExceptionOfType(EventBusException.class).isThrownBy(() -> server.start(RecordingHandler::new));
    }

    @Test
    void aTransportCanBeClosedByAHandler() throws Exception {
        startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport, connection -> new RecordingHandler(connection) {
            @Override
            public void received(ByteBuffer in) {
                super.received(in);
                transport.close();
            }
        });
        RecordingHandler server = accepted();

        server.send("hello".getBytes(UTF_8));

        server.awaitClosed();
        client.awaitClosed();
    }

    @Test
    void anInterruptedCallerDisturbsNobody() throws Exception {
        ServerTransport server = startedServer();
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport);
        RecordingHandler accepted = accepted();

        Thread.currentThread().interrupt();
        client.send("hello".getBytes(UTF_8));
        ProcessWatch watch =
                transport.watch(server.livenessReference(), client.connection().user());
        boolean ended = watch.hasEnded();
        boolean stillInterrupted = Thread.interrupted();

        assertThat(ended).isFalse();
        assertThat(stillInterrupted).isTrue();
        accepted.awaitReceived(5);
        assertThat(client.isClosed()).isFalse();
        assertThat(watch.hasEnded()).isFalse();
        watch.close();
    }

    private static void sendInPieces(RecordingHandler handler, byte[] bytes) {
        Random random = new Random(bytes.length);
        for (int from = 0; from < bytes.length; ) {
            int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 100 : 300_000));
            handler.send(Arrays.copyOfRange(bytes, from, to));
            from = to;
        }
    }

    private static byte[] randomBytes(int count, int seed) {
        byte[] bytes = new byte[count];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does one thing wrong. */
    private static final class Misbehaving extends RecordingHandler {

        private final String how;

        Misbehaving(Connection connection, String how) {
            super(connection);
            this.how = how;
        }

        @Override
        public boolean fill(ByteBuffer out) {
            if (how.equals("fill")) {
                throw new IllegalStateException("Thrown on purpose");
            }
            return super.fill(out);
        }

        @Override
        public void received(ByteBuffer in) {
            if (how.equals("received")) {
                throw new IllegalStateException("Thrown on purpose");
            }
            if (!how.equals("leftover")) {
                super.received(in);
            }
        }

        @Override
        public void closed(String reason, Throwable cause) {
            super.closed(reason, cause);
            if (how.equals("closed")) {
                throw new IllegalStateException("Thrown on purpose");
            }
        }
    }
}
