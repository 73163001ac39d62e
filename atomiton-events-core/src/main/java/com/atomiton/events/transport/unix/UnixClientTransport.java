package com.atomiton.events.transport.unix;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Failures;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A renderer's side. Can be started once. */
public final class UnixClientTransport implements ClientTransport {

    private static final Log logger = LogFactory.getLog(UnixClientTransport.class);

    private final UnixTransportSettings settings;
    private final Lifecycle<Started> lifecycle = new Lifecycle<>();

    private record Started(Endpoint endpoint, SocketWatch watch) {}

    /** A transport that is not started. */
    public UnixClientTransport(UnixTransportSettings settings) {
        this.settings = settings;
    }

    @Override
    public void start(Runnable available) {
        lifecycle.start(() -> new Started(
                Endpoint.open(settings, "renderer"),
                new SocketWatch(settings.location().socket(), available)));
        // Not before: what it tells of is answered with an attempt to connect, which needs what has been started
        Started current = lifecycle.started();
        if (current != null) {
            current.watch.keep();
            Upkeep.start(current.endpoint.loop(), Upkeep.INTERVAL, current.watch::keep);
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>There is no deadline, since none is needed: the kernel decides at once about a non-blocking connect to a Unix
     * socket.
     */
    @Override
    public void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
        Started current = lifecycle.started();
        if (current == null || !current.endpoint.loop().execute(() -> attempt(current.endpoint, connected, failed))) {
            failed.accept(new EventBusException("The transport is not started, or closed", null));
        }
    }

    private void attempt(
            Endpoint endpoint, Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
        SocketChannel channel;
        Object user;
        try {
            channel = openChannel(endpoint.peers());
            user = PeerCheck.userOf(channel);
        } catch (IOException e) {
            failed.accept(new EventBusException(explain(settings.location().socket(), e), e));
            return;
        } catch (RuntimeException e) {
            failed.accept(e);
            return;
        } catch (Error e) {
            failed.accept(new EventBusException("There can be no connection just now: " + Failures.text(e), e));
            return;
        }
        try {
            new UnixConnection(channel, user, endpoint.loop(), () -> {}).open(connected);
        } catch (RuntimeException | Error e) {
            logger.error("A new connection was closed, since there is no handler for it", e);
            failed.accept(new EventBusException("A new connection has no handler: " + Failures.text(e), e));
        }
    }

    private SocketChannel openChannel(PeerCheck peers) throws IOException {
        Path path = settings.location().socket();
        SocketChannel channel = newChannel(path);
        try {
            channel.configureBlocking(false);
            if (!channel.connect(UnixDomainSocketAddress.of(path))) {
                throw new IOException("it was not decided at once");
            }
            String refusal = peers.refusal(channel);
            if (refusal != null) {
                throw new EventBusException("Not connected to the main at '" + path + "': " + refusal, null);
            }
            return channel;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** What fails here is this process's own fault, and says nothing of main. */
    private static SocketChannel newChannel(Path path) {
        try {
            return SocketChannel.open(StandardProtocolFamily.UNIX);
        } catch (IOException e) {
            throw new EventBusException(
                    "This process can open no socket to connect to '" + path + "' with: " + IoReason.of(e) + "; "
                            + IoReason.action(e, "see what its system allows it"),
                    e);
        }
    }

    /** The exceptions' types and messages do not tell these cases apart, so the file is looked at as well. */
    private static String explain(Path path, IOException e) {
        if (e instanceof BindException) {
            return "No permission to connect to '" + path + "'";
        }
        if (!Files.exists(path, NOFOLLOW_LINKS)) {
            return "No main process is running: there is no socket '" + path + "'";
        }
        if (e instanceof ConnectException) {
            return "No main process is running: nobody listens to the socket '" + path + "', which was left over";
        }
        return "The main process accepts no connection now, maybe because too many wait at '" + path + "': "
                + e.getMessage();
    }

    @Override
    public @Nullable String trouble() {
        Started current = lifecycle.started();
        Throwable trouble = current == null ? null : current.endpoint.loop().trouble();
        return trouble == null ? null : "Nothing can be read or written for now: " + Failures.text(trouble);
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
            current.watch.close();
            current.endpoint.close();
        }
    }
}
