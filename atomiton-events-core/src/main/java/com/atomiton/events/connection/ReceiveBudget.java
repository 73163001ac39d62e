package com.atomiton.events.connection;

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

    private final long capacity;
    private final long maxBytes;

    // Guarded by this.
    private long messages;
    private long bytes;

    ReceiveBudget(ConnectionSettings settings) {
        this.capacity = (long) WINDOWS * Math.max(DEFAULT_CAPACITY, settings.windowCapacity());
        this.maxBytes = WINDOWS * Math.max(DEFAULT_BYTES, settings.windowMaxBytes());
    }

    /** Whether a message of this size may come in. One always may, however large it is. */
    synchronized boolean hasRoomFor(int size) {
        return messages == 0 || messages < capacity && bytes + size <= maxBytes;
    }

    synchronized void take(int size) {
        messages++;
        bytes += size;
    }

    synchronized void giveBack(int size) {
        messages--;
        bytes -= size;
    }

    @Override
    public synchronized String toString() {
        return messages + " messages of " + bytes + " bytes; the limits are " + capacity + " and " + maxBytes;
    }
}
