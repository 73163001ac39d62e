package com.atomiton.events.transport.unix;

import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connected channel. Reading and the calls of the handler happen on the loop's thread; writing too, or on a thread that
 * has something urgent, if the channel is idle. Such a thread may be interrupted: since the channel is non-blocking, that
 * does not close it.
 */
final class UnixConnection implements Connection, Registered {

    private static final Log logger = LogFactory.getLog(UnixConnection.class);

    /** How many buffers a connection may write before the others have their turn. Of what it reads it is one. */
    private static final int BUFFERS_PER_TURN = 4;

    /** What is urgent is small, as a rule: what does not fit is written by the loop. */
    private static final int URGENT_BUFFER_SIZE = 16 * 1024;

    private static final Duration PAUSE = Duration.ofMillis(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMillis(16);

    private final SocketChannel channel;
    private final Object user;
    private final SelectorLoop loop;
    private final Runnable onEnd;

    /** Made once, as the next: without memory for it, nothing would be written any more, or it would never be closed. */
    private final Runnable write = this::writeAsRequested;

    private final Runnable close = this::closeAsRequested;

    private final AtomicBoolean writeRequested = new AtomicBoolean();
    private volatile @Nullable String closeReason;

    @SuppressWarnings("NullAway.Init")
    private ConnectionHandler handler;

    @SuppressWarnings("NullAway.Init")
    private volatile SelectionKey key;

    /** Of the loop's thread. */
    private boolean readPaused;

    /** Held by whoever writes, and to end the connection. */
    private final ReentrantLock writing = new ReentrantLock();

    // Guarded by the lock
    private @Nullable PendingBytes pending;
    private @Nullable ByteBuffer urgentBuffer;

    /** Set by the loop's thread, under the lock. */
    private volatile boolean ended;

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
        } catch (IOException | RuntimeException | Error e) {
            end("The connection cannot be read: " + LogText.escape(Failures.text(e)), e);
        }
    }

    @Override
    public Object user() {
        return user;
    }

    @Override
    public void requestWrite() {
        if (!writeRequested.get() && writeRequested.compareAndSet(false, true)) {
            boolean accepted = false;
            try {
                loop.execute(write);
                accepted = true;
            } finally {
                if (!accepted) {
                    writeRequested.set(false);
                }
            }
        }
    }

    @Override
    public void writeNow() {
        // The one who holds it may have looked for the last time; and a handler that fills must not be asked to fill.
        if (writing.isHeldByCurrentThread() || !writing.tryLock()) {
            requestWrite();
            return;
        }
        try {
            if (!tryWriteHere()) {
                requestWrite();
            }
        } catch (IOException e) {
            loop.execute(() -> brokenWhileWriting(e));
        } catch (RuntimeException | Error e) {
            loop.execute(() -> failed(e));
        } finally {
            writing.unlock();
        }
        filled();
    }

    /** Not under the lock. */
    private void filled() {
        try {
            handler.filled();
        } catch (RuntimeException | Error e) {
            loop.execute(() -> failed(e));
        }
    }

    /** {@code false} if the loop is to write, or to go on with it. */
    private boolean tryWriteHere() throws IOException {
        SelectionKey registered = key;
        if (registered == null || ended || closeReason != null || hasPending() || waitsForItsTurn(registered)) {
            return false;
        }
        ByteBuffer buffer = urgentBuffer == null ? ByteBuffer.allocate(URGENT_BUFFER_SIZE) : urgentBuffer;
        urgentBuffer = buffer;
        boolean more = handler.fill(buffer.clear());
        channel.write(buffer.flip());
        if (buffer.hasRemaining()) {
            keep(buffer);
            more = true;
        }
        return !more;
    }

    private boolean hasPending() {
        return pending != null && pending.hasRemaining();
    }

    private static boolean waitsForItsTurn(SelectionKey key) {
        return key.isValid() && (key.interestOps() & SelectionKey.OP_WRITE) != 0;
    }

    @Override
    public void close(String reason) {
        if (closeReason == null) {
            closeReason = reason;
        }
        loop.execute(close);
    }

    private void closeAsRequested() {
        String reason = closeReason;
        end(reason == null ? "" : reason, null);
    }

    @Override
    public void ready(SelectionKey key) {
        if (key.isReadable()) {
            read();
        }
        if (!ended && key.isWritable()) {
            write();
        }
    }

    @Override
    public void pauseReading() {
        if (!readPaused && !ended) {
            loop.schedule(PAUSE, () -> resumeReading(PAUSE));
            readPaused = true;
            key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
        }
    }

    @Override
    public boolean pausesReading() {
        return true;
    }

    private void resumeReading(Duration pause) {
        try {
            resumeIfAllowed(pause);
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    private void resumeIfAllowed(Duration pause) {
        if (!ended && readPaused && !handler.mayRead()) {
            Duration longer = pause.multipliedBy(2);
            Duration next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
            loop.schedule(next, () -> resumeReading(next));
            return;
        }
        readPaused = false;
        if (!ended) {
            key.interestOps(key.interestOps() | SelectionKey.OP_READ);
        }
    }

    private int reading() {
        return readPaused ? 0 : SelectionKey.OP_READ;
    }

    private void writeAsRequested() {
        writeRequested.set(false);
        if (ended || waitsForItsTurn(key)) {
            return;
        }
        try {
            write();
        } catch (RuntimeException | Error e) {
            failed(e);
        }
    }

    @Override
    public void failed(Throwable failure) {
        String reason = "Failed";
        try {
            reason += ": " + LogText.escape(Failures.text(failure));
        } catch (Error noMemory) {
            // It must end all the same
        }
        end(reason, failure);
    }

    @Override
    public void selectorLost(Throwable failure) {
        end("The connection is not watched any more", failure);
    }

    /** Reads one buffer; returns whether there may be more. */
    private boolean read() {
        if (ended || closeReason != null || readPaused) {
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
        IOException broken = null;
        writing.lock();
        try {
            if (pending != null && !pending.writeTo(channel)) {
                key.interestOps(reading() | SelectionKey.OP_WRITE);
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
            key.interestOps(more ? reading() | SelectionKey.OP_WRITE : reading());
        } catch (IOException e) {
            broken = e;
        } finally {
            writing.unlock();
        }
        filled();
        if (broken != null) {
            brokenWhileWriting(broken);
        }
    }

    private void keep(ByteBuffer buffer) {
        if (pending == null) {
            pending = new PendingBytes(SelectorLoop.BUFFER_SIZE);
        }
        pending.put(buffer);
    }

    /** The other end is gone, but what it said last, maybe why, can still be read. */
    private void brokenWhileWriting(IOException cause) {
        readPaused = false;
        while (read()) {
            // To the end of the stream
        }
        end("The connection was broken: " + cause.getMessage(), cause);
    }

    @Override
    public void end(String reason, @Nullable Throwable cause) {
        writing.lock();
        try {
            if (ended) {
                return;
            }
            ended = true;
            loop.forget(this);
            if (cause == null) {
                writeLast();
            }
            closeChannel();
        } finally {
            writing.unlock();
        }
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
