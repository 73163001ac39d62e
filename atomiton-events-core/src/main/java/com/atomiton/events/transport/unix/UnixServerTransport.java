package com.atomiton.events.transport.unix;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Failures;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.ServerTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Main's side. {@link #claim}, or {@link #start}, makes this process main or throws one of {@link SocketPathTooLongException},
 * {@link SocketDirectoryException}, {@link SocketAccessException} and {@link MainAlreadyRunningException}. Can be started
 * once.
 */
public final class UnixServerTransport implements ServerTransport {

    private static final Log logger = LogFactory.getLog(UnixServerTransport.class);

    private static final long STOP_TIMEOUT_SECONDS = 5;

    private final UnixTransportSettings settings;
    private final Duration upkeepInterval;
    private final Lifecycle<Started> lifecycle = new Lifecycle<>();

    // Guarded by this
    private @Nullable ElectionLock claimed;
    private boolean closed;

    private record Started(Endpoint endpoint, ElectionLock lock, Acceptor acceptor) {}

    /** A transport that is not started. */
    public UnixServerTransport(UnixTransportSettings settings) {
        this(settings, Upkeep.INTERVAL);
    }

    UnixServerTransport(UnixTransportSettings settings, Duration upkeepInterval) {
        this.settings = settings;
        this.upkeepInterval = upkeepInterval;
    }

    @Override
    public synchronized void claim() {
        if (claimed == null && !closed && lifecycle.started() == null) {
            SocketUpkeep.prepareDirectory(settings);
            warnOfUsersWhoAreKeptOut();
            claimed = ElectionLock.acquire(settings.location());
        }
    }

    private synchronized @Nullable ElectionLock endClaim() {
        closed = true;
        return takeClaim();
    }

    private synchronized @Nullable ElectionLock takeClaim() {
        ElectionLock taken = claimed;
        claimed = null;
        return taken;
    }

    @Override
    public void start(Function<Connection, ConnectionHandler> acceptor) {
        lifecycle.start(() -> {
            claim();
            ElectionLock lock = takeClaim();
            if (lock == null) {
                throw new EventBusException("The transport was closed while it started", null);
            }
            try {
                return listen(lock, acceptor);
            } catch (RuntimeException | Error e) {
                lock.close();
                throw e;
            }
        });
    }

    private Started listen(ElectionLock lock, Function<Connection, ConnectionHandler> handlers) {
        Endpoint endpoint = Endpoint.open(settings, "main");
        try {
            BoundSocket socket = SocketUpkeep.bind(settings, endpoint);
            Acceptor acceptor = new Acceptor(socket, endpoint.loop(), endpoint.peers(), handlers);
            endpoint.loop().execute(acceptor::start);
            Upkeep.start(endpoint.loop(), upkeepInterval, new SocketUpkeep(settings, endpoint, lock, acceptor));
            logger.info("Main listens to the socket '" + settings.location().socket() + "'");
            return new Started(endpoint, lock, acceptor);
        } catch (RuntimeException | Error e) {
            endpoint.close();
            throw e;
        }
    }

    /** No error, since there are other means than the mode, such as access control lists. */
    private void warnOfUsersWhoAreKeptOut() {
        if (settings.allowedUsers().isEmpty()) {
            return;
        }
        Path socket = settings.location().socket();
        try {
            Path closed = SocketDirectory.closedToOthers(settings.location().directory());
            if (closed != null) {
                logger.warn("The users in 'atomiton.events.security.allowed-users' may connect, but cannot reach the"
                        + " socket '" + socket + "': nobody else may pass the directory '" + closed + "'. Set"
                        + " 'atomiton.events.socket.path', here and in their processes, to a path in a directory that"
                        + " they can reach and only you can write to, or run: chmod go+x '" + closed + "'");
            }
        } catch (IOException | UnsupportedOperationException e) {
            logger.debug("It is not known whether other users can reach '" + socket + "'", e);
        }
    }

    /** How many connections were refused since the start, because of their user or their number. */
    public long refusedConnections() {
        Started current = lifecycle.started();
        return current == null ? 0 : current.acceptor.refused();
    }

    /** Removes the socket too, so that renderers see at once that there is no main, and stays the elected one. */
    @Override
    public void stopAccepting() {
        Started current = lifecycle.started();
        if (current != null) {
            stopAccepting(current);
        }
    }

    private static void stopAccepting(Started current) {
        CountDownLatch done = new CountDownLatch(1);
        Runnable stop = () -> {
            current.acceptor.end("Accepting was stopped", null);
            done.countDown();
        };
        if (current.endpoint.loop().isLoopThread()) {
            stop.run();
        } else if (current.endpoint.loop().execute(stop)) {
            Waiting.uninterruptibly(() -> done.await(STOP_TIMEOUT_SECONDS, TimeUnit.SECONDS));
        }
    }

    @Override
    public @Nullable String trouble() {
        Started current = lifecycle.started();
        if (current == null) {
            return null;
        }
        Throwable ofAll = current.endpoint.loop().trouble();
        return ofAll != null
                ? "Nothing can be read or written for now: " + Failures.text(ofAll)
                : current.acceptor.trouble();
    }

    @Override
    public @Nullable String livenessReference() {
        Started current = lifecycle.started();
        return current == null ? null : current.endpoint.livenessReference();
    }

    @Override
    public @Nullable ProcessWatch watch(String livenessReference, @Nullable Object user) {
        Started current = lifecycle.started();
        return current == null ? null : current.endpoint.watch(livenessReference, user);
    }

    @Override
    public void close() {
        Started current = lifecycle.end();
        if (current != null) {
            stopAccepting(current);
            current.endpoint.close();
            current.lock.close();
        }
        ElectionLock unused = endClaim();
        if (unused != null) {
            unused.close();
        }
    }
}
