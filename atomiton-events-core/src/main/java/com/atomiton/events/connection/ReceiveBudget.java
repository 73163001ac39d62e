package com.atomiton.events.connection;

import com.atomiton.events.session.PeerMemory;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How much of a peer's the listeners of this process have not consumed yet. An honest peer keeps within its own window;
 * this bound is for one that does not, so that it cannot fill this process's memory; and it says what counts against the memory for all peers. Thread-safe.
 */
final class ReceiveBudget implements PeerMemory.Received {

    /** Windows that may wait at once: that of a process of the peer, and of earlier ones whose events still wait. */
    private static final int WINDOWS = 4;

    /** The defaults of the window's properties: a small window here says nothing about the peer's. */
    private static final int DEFAULT_CAPACITY = 65_536;

    private static final long DEFAULT_BYTES = 16L * 1024 * 1024;

    /** With more, the listeners are behind. So many wait for a lane for some milliseconds at most, if it is not held. */
    private static final int BEHIND = 4_096;

    private final long capacity;
    private final long maxBytes;
    private final PeerMemory memory;

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

    /** What there is of a frame that has not come to its end. */
    private volatile int incomplete;

    /** Control frames that wait to be read by the peer. */
    private volatile int controls;

    /** What the peer listens to and answers. */
    private volatile long interest;

    private volatile boolean over;

    ReceiveBudget(ConnectionSettings settings, PeerMemory memory) {
        this.memory = memory;
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

    boolean isEmpty() {
        return messages() == 0;
    }

    /** What the connection keeps besides messages. */
    void connectionKeeps(int ofUnfinishedFrame, int ofControlFrames) {
        incomplete = ofUnfinishedFrame;
        controls = ofControlFrames;
    }

    /** The peer's interest takes so much memory now; returns whether it may. */
    boolean interestTakes(long size) {
        interest = size;
        return size <= memory.fewBytes() || !memory.isShort();
    }

    /** Whether it holds so much, and there is so little memory for all peers, that no more should be read from it. */
    boolean isTooMuch() {
        return memory.isTooMuch(this);
    }

    /**
     * Whether the peer may ask on though so many bytes of answers wait to be taken by it. They are as many as it asks: one
     * that asks and never takes an answer must not fill this process's memory.
     */
    boolean mayAsk(long answers) {
        return answers <= maxBytes && (answers <= memory.fewBytes() || !memory.isShort());
    }

    /** The session is over. */
    void over() {
        incomplete = 0;
        controls = 0;
        interest = 0;
        over = true;
    }

    @Override
    public long unconsumed() {
        return bytes() + messages() * PeerMemory.MESSAGE_OVERHEAD + controls;
    }

    @Override
    public long lasting() {
        return interest;
    }

    @Override
    public long incomplete() {
        return incomplete;
    }

    @Override
    public boolean isOver() {
        return over;
    }

    private long bytes() {
        return counters.get(TAKEN_BYTES) - counters.get(RETURNED_BYTES);
    }

    private long messages() {
        return counters.get(TAKEN) - counters.get(RETURNED);
    }

    @Override
    public String toString() {
        return messages() + " messages of " + bytes() + " bytes; the limits are " + capacity + " and " + maxBytes;
    }
}
