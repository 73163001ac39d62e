package com.atomiton.events.benchmarks.raw;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A non-blocking channel with a buffer of what was read and not yet consumed. One thread reads, one at a time writes. */
final class RawConnection implements AutoCloseable {

    private final SocketChannel channel;
    private final Selector writable;
    private ByteBuffer unread = ByteBuffer.allocate(FrameBuffer.BATCH).limit(0);

    RawConnection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        writable = Selector.open();
        channel.register(writable, SelectionKey.OP_WRITE);
    }

    SocketChannel channel() {
        return channel;
    }

    /** Writes all of it; waits while the socket is full. */
    synchronized void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                writable.select();
                writable.selectedKeys().clear();
            }
        }
    }

    /**
     * Reads what is there, and returns it with what was there before, from position to limit. What the caller does not
     * consume is there the next time.
     */
    ByteBuffer read() throws IOException {
        if (unread.position() > 0) {
            unread.compact();
        } else {
            unread.position(unread.limit()).limit(unread.capacity());
        }
        if (!unread.hasRemaining()) {
            unread = ByteBuffer.allocate(unread.capacity() * 2).put(unread.flip());
        }
        if (channel.read(unread) < 0) {
            throw new EOFException("The other side has closed the connection");
        }
        return unread.flip();
    }

    @Override
    public void close() throws IOException {
        writable.close();
        channel.close();
    }
}
