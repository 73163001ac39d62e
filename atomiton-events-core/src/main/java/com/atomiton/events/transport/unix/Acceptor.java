package com.atomiton.events.transport.unix;

import com.atomiton.events.Failures;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.RecentTexts;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Accepts connections from those who may connect. All but the counter belongs to the loop's thread. */
final class Acceptor implements Registered {

    private static final Log logger = LogFactory.getLog(Acceptor.class);

    static final int MAX_CONNECTIONS = 1024;

    private static final String NOT_NOW = "Cannot accept connections for now: ";

    private static final int ACCEPTS_PER_TURN = 16;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final SelectorLoop loop;
    private final PeerCheck peers;
    private final Function<Connection, ConnectionHandler> handlers;
    private final LimitedLog refusals = new LimitedLog(logger);
    private final RecentTexts loggedRefusals = new RecentTexts();
    private final LimitedLog failures = new LimitedLog(logger);
    private final AtomicLong refused = new AtomicLong();
    private BoundSocket socket;

    /** Why nobody can connect just now. Read by any thread. */
    private volatile @Nullable String trouble;

    private boolean stopped;
    private int open;
    private Duration pause = FIRST_PAUSE;

    Acceptor(BoundSocket socket, SelectorLoop loop, PeerCheck peers, Function<Connection, ConnectionHandler> handlers) {
        this.socket = socket;
        this.loop = loop;
        this.peers = peers;
        this.handlers = handlers;
    }

    /** Begins to accept; if that is impossible just now, later. */
    void start() {
        if (stopped) {
            return;
        }
        try {
            loop.register(socket.channel(), SelectionKey.OP_ACCEPT, this);
            trouble = null;
        } catch (IOException | RuntimeException | Error e) {
            loop.schedule(LONGEST_PAUSE, this::start);
            trouble = NOT_NOW + Failures.text(e);
            failures.error(NOT_NOW + Failures.text(e));
        }
    }

    /** {@code null} if there is none. Any thread. */
    @Nullable
    String trouble() {
        return trouble;
    }

    BoundSocket socket() {
        return socket;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Accepts from another socket instead. The connections that are open stay. */
    void moveTo(BoundSocket other) {
        BoundSocket before = socket;
        socket = other;
        start();
        before.close();
    }

    /** How many connections were refused since the start. Any thread. */
    long refused() {
        return refused.get();
    }

    @Override
    public void ready(SelectionKey key) {
        try {
            for (int i = 0; i < ACCEPTS_PER_TURN; i++) {
                SocketChannel channel = ((ServerSocketChannel) key.channel()).accept();
                pause = FIRST_PAUSE;
                trouble = null;
                if (channel == null) {
                    return;
                }
                admit(channel);
            }
        } catch (ClosedChannelException e) {
            logger.trace("Accepting was stopped", e);
        } catch (IOException | RuntimeException | Error e) {
            // Most likely there are no more file descriptors. The connection stays in the backlog, so without a pause
            // the loop would try again at once, for ever.
            loop.schedule(pause, () -> resume(key));
            // Not before: without memory for the timer nothing would end the pause
            key.interestOps(0);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            // Last: without descriptors not even a class can be loaded that this may need
            trouble = NOT_NOW + Failures.text(e);
            failures.warn(NOT_NOW + Failures.text(e));
        }
    }

    /** Looks at once, so that it is known whether there still is something in the way. */
    private void resume(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
            ready(key);
        }
    }

    /** There was no memory even for a pause: it is tried again at once. */
    @Override
    public void failed(Throwable failure) {
        failures.error(NOT_NOW + Failures.text(failure));
    }

    @Override
    public void selectorLost(Throwable failure) {
        start();
    }

    private void admit(SocketChannel channel) throws IOException {
        UnixConnection connection = null;
        try {
            String refusal = open >= MAX_CONNECTIONS
                    ? MAX_CONNECTIONS + " connections are open, more are not accepted"
                    : peers.refusal(channel);
            if (refusal != null) {
                refused.incrementAndGet();
                if (loggedRefusals.isNew(refusal)) {
                    refusals.warn("Refused a connection, and refuses it as often as it is tried: " + refusal);
                }
                return;
            }
            Object user = PeerCheck.userOf(channel);
            channel.configureBlocking(false);
            connection = new UnixConnection(channel, user, loop, () -> open--);
        } catch (IOException e) {
            logger.debug("A connection ended before it was accepted", e);
            return;
        } finally {
            if (connection == null) {
                channel.close();
            }
        }
        open++;
        try {
            connection.open(handlers);
        } catch (RuntimeException | Error e) {
            failures.error("An accepted connection was closed, since there is no handler for it", e);
        }
    }

    @Override
    public void end(String reason, @Nullable Throwable cause) {
        stopped = true;
        loop.forget(this);
        socket.close();
    }
}
