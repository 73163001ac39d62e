package com.atomiton.events.session;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The memory that all peers together may make this process hold: what waits for them or for their acknowledgement, and what
 * they have sent and nobody has consumed. Each session has a minimum; the rest is lent to whoever needs it. With nothing
 * left windows are full at their minimum, nothing more is read from those who hold much, and no session begins; what was
 * taken stays. Thread-safe.
 */
public final class PeerMemory {

    /** Where each peer's own bounds do. */
    public static final PeerMemory UNLIMITED = new PeerMemory(Long.MAX_VALUE);

    /** What a message takes besides its bytes: the objects that stand for it while it waits. */
    public static final int MESSAGE_OVERHEAD = 200;

    private static final long SMALLEST_MINIMUM = 1024;
    private static final long LARGEST_MINIMUM = 64L * 1024;

    /** As many sessions have their minimums in it; no more connections than a quarter of that are accepted. */
    private static final long SESSIONS = 4096;

    /** So long a count of what has been received is good enough. */
    private static final long COUNT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final long capacity;
    private final long minimum;
    private final AtomicLong lent = new AtomicLong();
    private final Set<Received> peers = ConcurrentHashMap.newKeySet();

    /** Whose unfinished frame may come to its end though there is nothing left. */
    private final AtomicReference<@Nullable Received> finishing = new AtomicReference<>();

    private volatile long countedAt = System.nanoTime() - COUNT_NANOS;
    private volatile long complete;
    private volatile long incomplete;

    /** What one peer has sent. */
    public interface Received {

        /** What of it has not been consumed, in bytes. */
        long unconsumed();

        /** What it makes this process hold besides, as long as its session lasts. */
        long lasting();

        /** What there is of a frame that has not come to its end. */
        long incomplete();

        /** Whether no more will come. */
        boolean isOver();
    }

    /** So many bytes; {@link Long#MAX_VALUE} for no bound. */
    public PeerMemory(long capacity) {
        this.capacity = capacity;
        this.minimum = Math.max(SMALLEST_MINIMUM, Math.min(LARGEST_MINIMUM, capacity / SESSIONS));
    }

    /** For what is sent to one peer. */
    Share share() {
        return new Share();
    }

    /** A session begins: what its peer has sent counts until it is over and all of that is consumed. */
    public void watch(Received peer) {
        if (capacity != Long.MAX_VALUE) {
            peers.add(peer);
        }
    }

    /** What one peer may have this process hold, of what cannot be refused, though there is nothing left: 1/64 of all. */
    public long fewBytes() {
        return Math.max(minimum, capacity / 64);
    }

    /** Whether there is nothing left to lend. */
    public boolean isShort() {
        if (capacity == Long.MAX_VALUE) {
            return false;
        }
        count();
        return used() + minimum > capacity;
    }

    /** Whether there is enough for one more session. */
    public boolean hasRoomForAnother() {
        count();
        return used() + minimum <= capacity;
    }

    /** Whether nothing more should be read from this peer, who holds much of what there is. */
    public boolean isTooMuch(Received peer) {
        long unfinished = peer.incomplete();
        if (capacity == Long.MAX_VALUE || peer.unconsumed() + unfinished <= allowance()) {
            return false;
        }
        count();
        return used() > capacity && (unfinished == 0 || !mayFinish(peer));
    }

    /** What each peer may have sent whatever the others hold: a quarter of all for all of them. */
    private long allowance() {
        return Math.max(minimum, capacity / 4 / Math.max(1, peers.size()));
    }

    /** If it is unfinished frames that fill the memory, they come to their ends one after the other. */
    private boolean mayFinish(Received peer) {
        if (used() - incomplete > capacity) {
            return false;
        }
        Received current = finishing.get();
        if (current == null || current.isOver() || current.incomplete() == 0) {
            return finishing.compareAndSet(current, peer);
        }
        return current == peer;
    }

    private long used() {
        return lent.get() + complete + incomplete + peers.size() * minimum;
    }

    private void count() {
        long now = System.nanoTime();
        if (now - countedAt < COUNT_NANOS) {
            return;
        }
        countedAt = now;
        long all = 0;
        long unfinished = 0;
        for (Received peer : peers) {
            long unconsumed = peer.unconsumed();
            if (unconsumed == 0 && peer.isOver()) {
                peers.remove(peer);
                continue;
            }
            all += unconsumed + peer.lasting();
            unfinished += peer.incomplete();
        }
        complete = all;
        incomplete = unfinished;
    }

    private boolean lend(long bytes) {
        count();
        if (lent.addAndGet(bytes) + complete + incomplete + peers.size() * minimum <= capacity) {
            return true;
        }
        lent.addAndGet(-bytes);
        return false;
    }

    @Override
    public String toString() {
        return used() + " bytes of " + capacity + " (atomiton.events.max-memory)";
    }

    /** What one window holds. Guarded by the window's lock. */
    final class Share {

        private long held;
        private long borrowed;

        private Share() {}

        /** Whether so much more may be held. */
        boolean hasRoomFor(long bytes) {
            if (capacity == Long.MAX_VALUE) {
                return true;
            }
            long lack = held + bytes - minimum - borrowed;
            if (lack <= 0) {
                return true;
            }
            // Not for each message: all windows have one count.
            long more = Math.max(lack, minimum);
            if (lend(more)) {
                borrowed += more;
                return true;
            }
            return false;
        }

        /** Holds more, also where there is no room: what cannot be refused. */
        void add(long bytes) {
            held += bytes;
            long lack = held - minimum - borrowed;
            if (lack > 0) {
                lent.addAndGet(lack);
                borrowed += lack;
            }
        }

        void remove(long bytes) {
            held -= bytes;
            long spare = borrowed - Math.max(0, held - minimum);
            if (spare > 2 * minimum || held <= minimum && spare > 0) {
                long kept = held <= minimum ? 0 : minimum;
                lent.addAndGet(kept - spare);
                borrowed -= spare - kept;
            }
        }
    }
}
