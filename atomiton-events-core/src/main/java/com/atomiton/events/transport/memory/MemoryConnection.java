package com.atomiton.events.transport.memory;

import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** One end of a connection. Tasks for the other end go through its transport's queue, which keeps them in order. */
final class MemoryConnection implements Connection {

    private static final Log logger = LogFactory.getLog(MemoryConnection.class);

    private static final int BUFFER_SIZE = 64 * 1024;

    /** How many bytes may be on their way in one direction before no more are asked for; about what a socket takes. */
    private static final int WINDOW = 256 * 1024;

    private final MemoryTransport transport;
    private final AtomicBoolean writeRequested = new AtomicBoolean();
    private final AtomicInteger onTheWay = new AtomicInteger();
    private volatile boolean closeRequested;
    private volatile boolean broken;

    @SuppressWarnings("NullAway.Init")
    private MemoryConnection other;

    // Of the transport's thread
    @SuppressWarnings("NullAway.Init")
    private ConnectionHandler handler;

    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_SIZE);
    private boolean ended;

    private MemoryConnection(MemoryTransport transport) {
        this.transport = transport;
    }

    /** The client's end of a new connection. */
    static MemoryConnection pair(MemoryTransport client, MemoryTransport server) {
        MemoryConnection ours = new MemoryConnection(client);
        MemoryConnection theirs = new MemoryConnection(server);
        ours.other = theirs;
        theirs.other = ours;
        client.connections().add(ours);
        server.connections().add(theirs);
        return ours;
    }

    MemoryConnection other() {
        return other;
    }

    /** Takes both ends back, before either is open. */
    void discard() {
        transport.connections().remove(this);
        other.transport.connections().remove(other);
    }

    /** Gets the handler. If this throws, the connection has ended and no handler knows of it. */
    void open(Function<Connection, ConnectionHandler> handlers) {
        try {
            handler = handlers.apply(this);
        } catch (RuntimeException | Error e) {
            markEnded();
            throw e;
        }
        if (!transport.isStarted()) {
            end("The transport was closed", null); // The close that did it may not have seen this connection
        }
    }

    @Override
    public @Nullable Object user() {
        return null;
    }

    @Override
    public void requestWrite() {
        if (writeRequested.compareAndSet(false, true)) {
            boolean accepted = false;
            try {
                transport.execute(() -> guarded(this::write));
                accepted = true;
            } finally {
                if (!accepted) {
                    writeRequested.set(false);
                }
            }
        }
    }

    @Override
    public void close(String reason) {
        closeRequested = true;
        transport.execute(() -> end(reason, null));
    }

    private void write() {
        writeRequested.set(false);
        if (ended || onTheWay.get() >= WINDOW) {
            return; // If the window is full, the other end asks again
        }
        boolean more = handler.fill(buffer.clear());
        handler.filled();
        byte[] bytes = new byte[buffer.flip().remaining()];
        buffer.get(bytes);
        if (bytes.length > 0) {
            onTheWay.addAndGet(bytes.length);
            other.transport.execute(() -> other.guarded(() -> other.receive(bytes)));
        }
        if (more) {
            requestWrite();
        }
    }

    private void receive(byte[] bytes) {
        other.arrived(bytes.length);
        if (ended || closeRequested || broken) {
            return;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        handler.received(in);
        if (in.hasRemaining()) {
            throw new IllegalStateException(handler + " has not read its buffer to the end");
        }
    }

    private void arrived(int count) {
        if (onTheWay.getAndAdd(-count) >= WINDOW) {
            requestWrite();
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            end("Failed: " + LogText.escape(Failures.text(e)), e);
        }
    }

    /** Breaks both ends, and loses what is on its way. */
    void cut() {
        broken = true;
        other.broken = true;
        transport.execute(this::endAsSeen);
        other.transport.execute(other::endAsSeen);
    }

    /** Ends the other end alone. */
    void vanish() {
        transport.connections().remove(this);
        other.transport.execute(other::endAsSeen);
    }

    private void endAsSeen() {
        if (broken) {
            end("The connection was broken: cut", new IOException("cut"));
        } else {
            end("The other end closed the connection", null);
        }
    }

    private void end(String reason, @Nullable Throwable cause) {
        if (ended) {
            return;
        }
        markEnded();
        try {
            handler.closed(reason, cause);
        } catch (RuntimeException | Error e) {
            logger.error("A handler failed when it was told that its connection is closed: " + reason, e);
        }
    }

    private void markEnded() {
        ended = true;
        vanish();
    }
}
