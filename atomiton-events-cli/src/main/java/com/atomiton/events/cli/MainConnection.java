package com.atomiton.events.cli;

import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.springframework.core.ParameterizedTypeReference;

/**
 * A renderer for the time of one command. It listens to nothing and answers nothing, and has no name but an id that says
 * what it is: so main keeps no session for it when it has said goodbye.
 */
final class MainConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final DefaultEventBus bus;
    private final Thread goodbye;

    private MainConnection(DefaultEventBus bus) {
        this.bus = bus;
        this.goodbye = new Thread(bus::close, "goodbye");
    }

    /**
     * Connects to main.
     *
     * @throws NotConnectedException if it is not running, or does not take the connection
     */
    static MainConnection open(Target target, EventCodec codec) throws InterruptedException {
        String id = "cli-" + ProcessHandle.current().pid() + "-"
                + UUID.randomUUID().toString().substring(0, 8);
        DefaultEventBus bus = EventBusBuilder.renderer(
                        new UnixClientTransport(UnixTransportSettings.of(target.location())))
                .id(id)
                .codecs(List.of(codec))
                .shutdownTimeout(PATIENCE)
                .build();
        MainConnection connection = new MainConnection(bus);
        Runtime.getRuntime().addShutdownHook(connection.goodbye);
        try {
            bus.start();
            connection.await();
            return connection;
        } catch (RuntimeException | InterruptedException failed) {
            connection.close();
            throw failed;
        }
    }

    private void await() throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!session().isOpen() || !session().isInterestKnown()) {
            String error = bus.lastError();
            if (error != null || System.nanoTime() - end > 0) {
                throw new NotConnectedException((error == null ? "Main does not answer" : error)
                        + ". Start the application, or say with --namespace or --socket which one is meant");
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private PeerSession session() {
        return bus.sessions().iterator().next();
    }

    DefaultEventBus bus() {
        return bus;
    }

    /** Asks main itself how it is. */
    <T, R> R ask(EventType<T> type, T request, Class<R> replyType) throws InterruptedException {
        try {
            return bus.request(
                            type,
                            request,
                            ParameterizedTypeReference.<R>forType(replyType),
                            RequestOptions.timeout(PATIENCE))
                    .get();
        } catch (ExecutionException failed) {
            Throwable cause = Failures.cause(failed);
            if (cause instanceof NoHandlerException) {
                throw new NotConnectedException(
                        "Main lets nobody look at it: atomiton.events.tap.enabled is false there,"
                                + " atomiton.events.security.allowed-users names other users, or its version is an older one");
            }
            if (cause instanceof PeerLostException || cause instanceof RequestTimeoutException) {
                throw new NotConnectedException("Main has ended, or does not answer: " + cause.getMessage());
            }
            throw new IllegalStateException(Failures.text(cause), cause);
        }
    }

    @Override
    public void close() {
        bus.close();
        try {
            Runtime.getRuntime().removeShutdownHook(goodbye);
        } catch (IllegalStateException shuttingDown) {
            // It is running, and closes it too.
            return;
        }
    }
}
