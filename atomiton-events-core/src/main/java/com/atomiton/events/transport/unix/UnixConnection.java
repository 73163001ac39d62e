package com.atomiton.events.transport.unix;

import com.atomiton.events.LogText;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** A connected channel. Reading, writing and all calls of the handler happen on the loop's thread. */
final class UnixConnection implements Connection, Registered {

    private static final Log logger = LogFactory.getLog(UnixConnection.class);

    /** How many buffers a connection may read or write before the others have their turn. */
    private static final int BUFFERS_PER_TURN = 4;

    private final SocketChannel channel;
    private final Object user;
    private final SelectorLoop loop;
    private final Runnable onEnd;
    private final AtomicBoolean writeRequested = new AtomicBoolean();
    private volatile boolean closeRequested;

    // Of the loop's thread
    @SuppressWarnings("NullAway.Init")
    private ConnectionHandler handler;

    @SuppressWarnings("NullAway.Init")
    private SelectionKey key;

    private @Nullable PendingBytes pending;
    private boolean ended;

    /**
     * A connection that is not open yet.
     *
     * @param channel connected and non-blocking
     * @param user the user of the process at the other end
     * @param onEnd called when it has ended, before the handler is told
     */
    UnixConnection(SocketChannel channel, Object user, SelectorLoop loop, Runnable onEnd) {
        this.channel = channel;
        this.user = user;
        this.loop = loop;
        this.onEnd = onEnd;
    }

    /** Gets the handler and begins to read. If this throws, the connection has ended and no handler knows of it. */
    void open(Function<Connection, ConnectionHandler> handlers) {
        try {
            handler = handlers.apply(this);
        } catch (RuntimeException | Error e) {
            ended = true;
            closeChannel();
            throw e;
        }
        try {
            key = loop.register(channel, SelectionKey.OP_READ, this);
        } catch (IOException e) {
            end("The connection cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public Object user() {
        return user;
    }

    @Override
    public void requestWrite() {
        if (writeRequested.compareAndSet(false, true)) {
            loop.execute(this::writeAsRequested);
        }
    }

    @Override
    public void close(String reason) {
        closeRequested = true;
        loop.execute(() -> end(reason, null));
    }

    @Override
    public void ready(SelectionKey key) {
        if (key.isReadable()) {
            for (int i = 0; i < BUFFERS_PER_TURN && read(); i++) {
                // As long as there is more to read
            }
        }
        if (!ended && key.isWritable()) {
            write();
        }
    }

    private void writeAsRequested() {
        writeRequested.set(false);
        boolean waitsForItsTurn = !ended && (key.interestOps() & SelectionKey.OP_WRITE) != 0;
        if (ended || waitsForItsTurn) {
            return;
        }
        try {
            write();
        } catch (RuntimeException | Error e) {
            end("Failed: " + LogText.escape(e.toString()), e);
        }
    }

    /** Reads one buffer; returns whether there may be more. */
    private boolean read() {
        if (ended || closeRequested) {
            return false;
        }
        ByteBuffer buffer = loop.readBuffer();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException e) {
            end("The connection was broken: " + e.getMessage(), e);
            return false;
        }
        if (count < 0) {
            end("The other end closed the connection", null);
            return false;
        }
        if (count == 0) {
            return false;
        }
        boolean more = !buffer.hasRemaining();
        handler.received(buffer.flip());
        if (buffer.hasRemaining()) {
            throw new IllegalStateException(handler + " has not read its buffer to the end");
        }
        return more;
    }

    /** Writes what waits, then what the handler has, until the channel takes no more or it is the others' turn. */
    private void write() {
        try {
            if (pending != null && !pending.writeTo(channel)) {
                return;
            }
            boolean more = true;
            for (int i = 0; i < BUFFERS_PER_TURN && more; i++) {
                ByteBuffer buffer = loop.writeBuffer();
                more = handler.fill(buffer);
                channel.write(buffer.flip());
                if (buffer.hasRemaining()) {
                    keep(buffer);
                    more = true;
                    break;
                }
            }
            key.interestOps(more ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } catch (IOException e) {
            brokenWhileWriting(e);
        }
    }

    private void keep(ByteBuffer buffer) {
        if (pending == null) {
            pending = new PendingBytes(buffer.capacity());
        }
        pending.put(buffer);
    }

    /** The other end is gone, but what it said last, maybe why, can still be read. */
    private void brokenWhileWriting(IOException cause) {
        while (read()) {
            // To the end of the stream
        }
        end("The connection was broken: " + cause.getMessage(), cause);
    }

    @Override
    public void end(String reason, @Nullable Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (cause == null) {
            writeLast();
        }
        closeChannel();
        try {
            handler.closed(reason, cause);
        } catch (RuntimeException | Error e) {
            logger.error("A handler failed when it was told that its connection is closed: " + reason, e);
        }
    }

    private void writeLast() {
        try {
            if (pending != null) {
                pending.writeTo(channel);
            }
        } catch (IOException e) {
            logger.debug("The last bytes of a connection were not written", e);
        }
    }

    private void closeChannel() {
        try {
            channel.close();
        } catch (IOException e) {
            logger.debug("A connection was not closed cleanly", e);
        }
        onEnd.run();
    }
}
