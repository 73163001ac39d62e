package com.atomiton.events.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.RecordingHandler;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client and mains that are not there, not listening, not answering, or not reading. */
class UnixClientTransportIntegrationTests {

    @TempDir
    private Path directory;

    private final AtomicInteger told = new AtomicInteger();
    private Path socket;
    private UnixClientTransport client;

    @BeforeEach
    void create() {
        socket = directory.resolve("sockets/of/main.sock");
        client = new UnixClientTransport(
                UnixTransportSettings.of(new SocketLocation(socket, directory.resolve("runtime"))));
    }

    @AfterEach
    void close() {
        client.close();
    }

    /** The watch may find the socket before {@code start} has returned. */
    @Test
    void whoIsToldThatMainIsThereCanConnect() throws Exception {
        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel main = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            main.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<String> outcome = new CompletableFuture<>();

            client.start(() -> client.connect(
                    connection -> {
                        outcome.complete("connected");
                        return new RecordingHandler(connection);
                    },
                    e -> outcome.complete(e.getMessage())));

            assertThat(outcome).succeedsWithin(Duration.ofSeconds(10)).isEqualTo("connected");
        }
    }

    @Test
    void eachReasonWhyThereIsNoConnectionIsSaidInOneLine() throws Exception {
        client.start(() -> {});
        assertThat(failure()).isEqualTo("No main process is running: there is no socket '" + socket + "'");

        Files.createDirectories(socket.getParent());
        try (ServerSocketChannel main = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            main.bind(UnixDomainSocketAddress.of(socket), 1);
            List<SocketChannel> waiting = new ArrayList<>();
            try {
                assertThat(failureAfterFilling(waiting))
                        .startsWith("The main process accepts no connection now, maybe because too many wait at '"
                                + socket + "': ");
            } finally {
                for (SocketChannel channel : waiting) {
                    channel.close();
                }
            }
        }

        assertThat(failure())
                .isEqualTo("No main process is running: nobody listens to the socket '" + socket
                        + "', which was left over");
    }

    @Test
    void theSocketIsNoticedAlsoInDirectoriesThatCameLaterOrCameBack() throws Exception {
        client.start(told::incrementAndGet);

        for (int i = 0; i < 3; i++) {
            Files.createDirectories(socket.getParent());
            try (ServerSocketChannel main = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                main.bind(UnixDomainSocketAddress.of(socket));
                await().until(() -> told.getAndSet(0) > 0);
            }
            Files.delete(socket);
            Files.delete(socket.getParent());
            Files.delete(socket.getParent().getParent());
        }
    }

    @Test
    void otherFilesAreNotTheSocket() throws Exception {
        Files.createDirectories(socket.getParent());
        client.start(told::incrementAndGet);
        // Its own first look is over when it notices this
        Files.createFile(socket);
        await().until(() -> told.getAndSet(0) > 0);
        Files.delete(socket);

        Files.createFile(socket.resolveSibling("other.sock"));
        Files.createFile(socket);

        await().until(() -> told.get() > 0);
        assertThat(told).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void whatTheOtherEndSaidLastIsReadThoughItCanBeWrittenToNoMore() throws Exception {
        client.start(() -> {});
        Files.createDirectories(socket.getParent());
        CountDownLatch filling = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        try (ServerSocketChannel main = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            main.bind(UnixDomainSocketAddress.of(socket));
            CompletableFuture<RecordingHandler> connected = new CompletableFuture<>();
            connect(connection -> new RecordingHandler(connection) {
                {
                    connected.complete(this);
                }

                @Override
                public boolean fill(ByteBuffer out) {
                    filling.countDown();
                    awaitUninterruptibly(gone);
                    return super.fill(out);
                }
            });
            RecordingHandler handler = connected.get(10, TimeUnit.SECONDS);
            try (SocketChannel channel = main.accept()) {
                handler.send("hello".getBytes(UTF_8));
                awaitUninterruptibly(filling);
                channel.write(ByteBuffer.wrap("goodbye".getBytes(UTF_8)));
            }
            gone.countDown();

            handler.awaitClosed();
            assertThat(new String(handler.received(), UTF_8)).isEqualTo("goodbye");
        }
    }

    private String failureAfterFilling(List<SocketChannel> waiting) throws Exception {
        while (true) {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.configureBlocking(false);
            try {
                channel.connect(UnixDomainSocketAddress.of(socket));
                waiting.add(channel);
            } catch (IOException full) {
                return failure();
            }
        }
    }

    private String failure() throws Exception {
        return connect(RecordingHandler::new).get(10, TimeUnit.SECONDS).getMessage();
    }

    private CompletableFuture<Exception> connect(Function<Connection, RecordingHandler> handler) {
        CompletableFuture<Exception> failure = new CompletableFuture<>();
        client.connect(handler::apply, failure::complete);
        return failure;
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
