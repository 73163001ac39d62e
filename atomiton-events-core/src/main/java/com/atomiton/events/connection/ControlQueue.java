package com.atomiton.events.connection;

import com.atomiton.events.protocol.Frame;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The control frames that wait to be written over one connection, in their order. A peer that reads nothing must not make
 * them more and more. Thread-safe.
 */
final class ControlQueue {

    /** Before the handshake is over each end waits for the other one's answer. */
    private static final int HANDSHAKE_BYTES = 128 * 1024;

    /** As much as a window holds: the shapes of thousands of events. */
    private static final int MAX_BYTES = 16 * 1024 * 1024;

    // Guarded by this.
    private final Queue<Frame> frames = new ArrayDeque<>();
    private int limit = HANDSHAKE_BYTES;
    private boolean closed;

    private volatile int bytes;

    synchronized void established() {
        limit = MAX_BYTES;
    }

    /** {@code false} if there is no room for it. */
    synchronized boolean add(Frame frame) {
        if (closed) {
            return true;
        }
        int then = bytes + sizeOf(frame);
        if (then > limit) {
            return false;
        }
        bytes = then;
        frames.add(frame);
        return true;
    }

    @Nullable
    Frame poll() {
        if (bytes == 0) {
            return null;
        }
        synchronized (this) {
            Frame first = frames.poll();
            if (first != null) {
                bytes -= sizeOf(first);
            }
            return first;
        }
    }

    /** The connection has ended: nothing is kept any more, nor refused. */
    synchronized void close() {
        closed = true;
        frames.clear();
        bytes = 0;
    }

    int bytes() {
        return bytes;
    }

    private static int sizeOf(Frame frame) {
        return Frame.HEADER_SIZE + frame.body().length;
    }

    @Override
    public String toString() {
        return "more than " + limit + " bytes of control frames wait to be read by it";
    }
}
