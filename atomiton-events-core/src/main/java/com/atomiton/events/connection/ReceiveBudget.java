package com.atomiton.events.connection;

import java.util.concurrent.atomic.AtomicLongArray;

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

    // Places in the counters. The reading thread counts what it takes, the lanes what they give back, 256 bytes apart:
    // if
    // both wrote to the same place, each event would cost both of them a wait for the other processor's cache.
    private static final int TAKEN = 32;
    private static final int TAKEN_BYTES = TAKEN + 1;
    private static final int RETURNED = 64;
    private static final int RETURNED_BYTES = RETURNED + 1;

    private final AtomicLongArray counters = new AtomicLongArray(96);

    /** So much was returned when the reading thread last looked; it looks when it has to, not for each event. */
    private volatile long knownReturned;

    private volatile long knownReturnedBytes;

    ReceiveBudget(ConnectionSettings settings) {
        this.capacity = (long) WINDOWS * Math.max(DEFAULT_CAPACITY, settings.windowCapacity());
        this.maxBytes = WINDOWS * Math.max(DEFAULT_BYTES, settings.windowMaxBytes());
    }

    /** Whether a message of this size may come in. One always may, however large it is. For the reading thread. */
    boolean hasRoomFor(int size) {
        if (fits(size)) {
            return true;
        }
        look();
        return fits(size) || messages() == 0;
    }

    private boolean fits(int size) {
        return counters.get(TAKEN) - knownReturned < capacity
                && counters.get(TAKEN_BYTES) - knownReturnedBytes + size <= maxBytes;
    }

    private void look() {
        knownReturned = counters.get(RETURNED);
        knownReturnedBytes = counters.get(RETURNED_BYTES);
    }

    /**
     * Whether so many wait that it is better to handle them than to read more: what waits long costs more memory. For the
     * reading thread.
     */
    boolean isBehind() {
        return messages() > BEHIND;
    }

    void take(int size) {
        counters.getAndIncrement(TAKEN);
        counters.getAndAdd(TAKEN_BYTES, size);
    }

    void giveBack(int size) {
        counters.getAndIncrement(RETURNED);
        counters.getAndAdd(RETURNED_BYTES, size);
    }

    private long messages() {
        return counters.get(TAKEN) - counters.get(RETURNED);
    }

    @Override
    public String toString() {
        long bytes = counters.get(TAKEN_BYTES) - counters.get(RETURNED_BYTES);
        return messages() + " messages of " + bytes + " bytes; the limits are " + capacity + " and " + maxBytes;
    }
}
