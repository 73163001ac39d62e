package com.atomiton.events.transport.unix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.atomiton.events.listener.CapturedLog;
import com.atomiton.events.transport.RecordingHandler;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import org.springframework.test.util.ReflectionTestUtils;

/** The thread that does the I/O goes on, whatever fails on it, and if need be with another selector. */
class SelectorLoopIntegrationTests {

    @TempDir
    private Path directory;

    private final Logger logger = (Logger) LoggerFactory.getLogger(SelectorLoop.class);
    private final CapturedLog log = CapturedLog.of(SelectorLoop.class);

    @AfterEach
    void release() {
        log.close();
    }

    @Test
    void itGoesOnThoughATaskFailsAndSoDoesTheLogger() throws Exception {
        AppenderBase<ILoggingEvent> failing = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        failing.start();
        logger.addAppender(failing);
        SelectorLoop loop = SelectorLoop.start("test");
        try {
            CountDownLatch all = new CountDownLatch(4);
            loop.execute(() -> {
                loop.schedule(Duration.ofMillis(1), () -> fail(all));
                loop.repeat(Duration.ofMillis(1), () -> fail(all));
                fail(all);
            });

            assertThat(all.await(5, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.close();
            logger.detachAppender(failing);
        }
    }

    private static void fail(CountDownLatch calls) {
        calls.countDown();
        throw new OutOfMemoryError("on purpose");
    }

    @Test
    void withABrokenSelectorItEndsWhatItWatchesSaysSoOnceAndBeginsAnew() throws Exception {
        SelectorLoop loop = SelectorLoop.start("test");
        Watching watching = new Watching();
        Pipe pipe = Pipe.open();
        try {
            pipe.source().configureBlocking(false);
            CompletableFuture<SelectionKey> registered = new CompletableFuture<>();
            loop.execute(() -> registered.complete(register(loop, pipe, watching)));
            registered.get(5, TimeUnit.SECONDS).selector().close();

            Throwable lost = watching.lost.get(5, TimeUnit.SECONDS);

            loop.execute(() -> register(loop, pipe, watching));
            pipe.sink().write(UTF_8.encode("x"));
            watching.ready.get(5, TimeUnit.SECONDS);
            assertThat(lost).isNotNull();
            await().until(() -> loop.trouble() == null);
            assertThat(log.events()).singleElement().satisfies(event -> {
                assertThat(event.getLevel()).isEqualTo(Level.ERROR);
                assertThat(event.getFormattedMessage()).contains("tried again");
            });
        } finally {
            loop.close();
            pipe.source().close();
            pipe.sink().close();
        }
        assertThat(watching.ended).isDone();
    }

    private static SelectionKey register(SelectorLoop loop, Pipe pipe, Watching watching) {
        try {
            return loop.register(pipe.source(), SelectionKey.OP_READ, watching);
        } catch (Exception failed) {
            throw new AssertionError(failed);
        }
    }

    private static final class Watching implements Registered {

        private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
        private final CompletableFuture<Throwable> lost = new CompletableFuture<>();
        private final CompletableFuture<String> ended = new CompletableFuture<>();

        @Override
        public void ready(SelectionKey key) {
            key.interestOps(0);
            ready.complete(true);
        }

        @Override
        public void failed(Throwable failure) {
            ready.completeExceptionally(failure);
        }

        @Override
        public void selectorLost(Throwable failure) {
            lost.complete(failure);
        }

        @Override
        public void end(String reason, @Nullable Throwable cause) {
            ended.complete(reason);
        }
    }

    @Test
    void mainAcceptsAgainAndARendererConnectsAgain() throws Exception {
        UnixTransportSettings settings =
                UnixTransportSettings.of(new SocketLocation(directory.resolve("s/main.sock"), directory.resolve("r")));
        List<RecordingHandler> accepted = new CopyOnWriteArrayList<>();
        try (UnixServerTransport main = new UnixServerTransport(settings);
                UnixClientTransport client = new UnixClientTransport(settings)) {
            main.start(connection -> {
                RecordingHandler handler = new RecordingHandler(connection);
                accepted.add(handler);
                return handler;
            });
            client.start(() -> {});
            RecordingHandler first = RecordingHandler.connectedBy(client);
            await().until(() -> accepted.size() == 1);

            breakSelector(main);
            first.awaitClosed();
            accepted.get(0).awaitClosed();
            RecordingHandler second = RecordingHandler.connectedBy(client);
            breakSelector(client);
            second.awaitClosed();
            RecordingHandler third = RecordingHandler.connectedBy(client);
            third.send("hello".getBytes(UTF_8));

            await().until(() -> accepted.size() == 3);
            accepted.get(2).awaitReceived(5);
            assertThat(main.trouble()).isNull();
            assertThat(client.trouble()).isNull();
        }
    }

    private static void breakSelector(Object transport) throws Exception {
        Lifecycle<?> lifecycle = (Lifecycle<?>) ReflectionTestUtils.getField(transport, "lifecycle");
        Endpoint endpoint = (Endpoint) ReflectionTestUtils.getField(lifecycle.started(), "endpoint");
        ((java.nio.channels.Selector) ReflectionTestUtils.getField(endpoint.loop(), "selector")).close();
    }

    @Test
    void whenThereIsNoHandlerForAConnectionTheAttemptHasFailed() throws Exception {
        UnixTransportSettings settings =
                UnixTransportSettings.of(new SocketLocation(directory.resolve("s/main.sock"), directory.resolve("r")));
        try (UnixServerTransport main = new UnixServerTransport(settings);
                UnixClientTransport client = new UnixClientTransport(settings)) {
            main.start(RecordingHandler::new);
            client.start(() -> {});
            CompletableFuture<Exception> failed = new CompletableFuture<>();

            client.connect(
                    connection -> {
                        throw new OutOfMemoryError("on purpose");
                    },
                    failed::complete);

            assertThat(failed.get(5, TimeUnit.SECONDS)).hasMessageContaining("on purpose");
        }
    }
}
