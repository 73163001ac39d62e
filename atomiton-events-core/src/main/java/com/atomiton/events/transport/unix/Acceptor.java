package com.atomiton.events.transport.unix;

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
    private boolean stopped;
    private int open;
    private Duration pause = FIRST_PAUSE;

    Acceptor(BoundSocket socket, SelectorLoop loop, PeerCheck peers, Function<Connection, ConnectionHandler> handlers) {
        this.socket = socket;
        this.loop = loop;
        this.peers = peers;
        this.handlers = handlers;
    }

    void start() {
        try {
            loop.register(socket.channel(), SelectionKey.OP_ACCEPT, this);
        } catch (IOException e) {
            logger.error("No connections can be accepted", e);
        }
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
                if (channel == null) {
                    return;
                }
                pause = FIRST_PAUSE;
                admit(channel);
            }
        } catch (ClosedChannelException e) {
            logger.trace("Accepting was stopped", e);
        } catch (IOException | RuntimeException | Error e) {
            // Most likely there are no more file descriptors. The connection stays in the backlog, so without a pause
            // the loop would try again at once, for ever.
            failures.warn("Cannot accept connections for now: " + e);
            key.interestOps(0);
            loop.schedule(pause, () -> resume(key));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private static void resume(SelectionKey key) {
        if (key.isValid()) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        Object user;
        try {
            String refusal = open >= MAX_CONNECTIONS
                    ? MAX_CONNECTIONS + " connections are open, more are not accepted"
                    : peers.refusal(channel);
            if (refusal != null) {
                refused.incrementAndGet();
                if (loggedRefusals.isNew(refusal)) {
                    refusals.warn("Refused a connection, and refuses it as often as it is tried: " + refusal);
                }
                channel.close();
                return;
            }
            user = PeerCheck.userOf(channel);
            channel.configureBlocking(false);
        } catch (IOException e) {
            logger.debug("A connection ended before it was accepted", e);
            channel.close();
            return;
        }
        open++;
        try {
            new UnixConnection(channel, user, loop, () -> open--).open(handlers);
        } catch (RuntimeException | Error e) {
            failures.error("An accepted connection was closed, since there is no handler for it", e);
        }
    }

    @Override
    public void end(String reason, @Nullable Throwable cause) {
        stopped = true;
        socket.close();
    }
}
