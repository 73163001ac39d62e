package com.atomiton.events.connection;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of a peer's the listeners of this process have not consumed yet. An honest peer keeps within its own window;
 * this bound is for one that does not, so that it cannot fill this process's memory. Thread-safe.
 */
final class ReceiveBudget {

    /** Windows that may wait at once: that of a process of the peer, and of earlier ones whose events still wait. */
    private static final int WINDOWS = 4;

    /** The defaults of the window's properties: a small window here says nothing about the peer's. */
    private static final int DEFAULT_CAPACITY = 65_536;

    private static final long DEFAULT_BYTES = 16L * 1024 * 1024;

    /** With more, the listeners are behind. So many wait for a lane for some milliseconds at most, if it is not held. */
    private static final int BEHIND = 4_096;

    private final long capacity;
    private final long maxBytes;

    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    ReceiveBudget(ConnectionSettings settings) {
        this.capacity = (long) WINDOWS * Math.max(DEFAULT_CAPACITY, settings.windowCapacity());
        this.maxBytes = WINDOWS * Math.max(DEFAULT_BYTES, settings.windowMaxBytes());
    }

    /** Whether a message of this size may come in. One always may, however large it is. */
    boolean hasRoomFor(int size) {
        long waiting = messages.get();
        return waiting == 0 || waiting < capacity && bytes.get() + size <= maxBytes;
    }

    /** Whether so many wait that it is better to handle them than to read more: what waits long costs more memory. */
    boolean isBehind() {
        return messages.get() > BEHIND;
    }

    void take(int size) {
        messages.incrementAndGet();
        bytes.addAndGet(size);
    }

    void giveBack(int size) {
        messages.decrementAndGet();
        bytes.addAndGet(-size);
    }

    @Override
    public String toString() {
        return messages + " messages of " + bytes + " bytes; the limits are " + capacity + " and " + maxBytes;
    }
}
