package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a session: which numbers have arrived, and with which of them the listeners are done. Messages
 * arrive in order; lanes and requests finish in any order, hence ranges. Thread-safe.
 */
public final class ReceiveWindow {

    /** Of what arrives: apart from what is done, so that the connection and the lanes do not wait for each other. */
    private final Object arrival = new Object();

    // Guarded by the arrival.
    private long received;

    // Guarded by this.
    private final TreeMap<Long, Long> doneAbove = new TreeMap<>();
    private long doneUpTo;
    private int doneSinceAcknowledged;

    /** For numbers that begin with 1. */
    public ReceiveWindow() {
        this(1);
    }

    /**
     * For numbers that begin here.
     *
     * @throws ProtocolException if none can begin there
     */
    public ReceiveWindow(long from) {
        if (from < 1) {
            throw new ProtocolException("numbers begin at 1, but 'from' is " + from);
        }
        received = from - 1;
        doneUpTo = received;
    }

    /** What a number that has arrived is. */
    public enum Receipt {
        /** The next one. */
        IN_ORDER,
        /** New, but some before it are missing and will not come. */
        AFTER_GAP,
        /** Known already. */
        DOUBLE
    }

    /** A numbered message has arrived. */
    public Receipt accept(long number) {
        synchronized (arrival) {
            if (number <= received) {
                return Receipt.DOUBLE;
            }
            boolean gap = number > received + 1;
            if (gap) {
                markDone(received + 1, number - 1);
            }
            received = number;
            return gap ? Receipt.AFTER_GAP : Receipt.IN_ORDER;
        }
    }

    /**
     * The listeners are done with a message.
     *
     * @return how many have become done since the last acknowledgement
     */
    public synchronized int done(long number) {
        if (number > doneUpTo) {
            markDone(number, number);
            doneSinceAcknowledged++;
        }
        return doneSinceAcknowledged;
    }

    /**
     * The sender's oldest message has this number: all before it will not come.
     *
     * @return the first number that is missing; 0 if none is
     */
    public long expectFrom(long from) {
        synchronized (arrival) {
            long firstMissing = received + 1;
            if (from <= firstMissing) {
                return 0;
            }
            markDone(firstMissing, from - 1);
            received = from - 1;
            return firstMissing;
        }
    }

    /** The highest number that has arrived; the one before the first if none has. */
    public long received() {
        synchronized (arrival) {
            return received;
        }
    }

    /** What is to be acknowledged; {@code null} if nothing was done since the last time. */
    public synchronized @Nullable Acknowledgement takeAcknowledgement() {
        if (doneSinceAcknowledged == 0) {
            return null;
        }
        doneSinceAcknowledged = 0;
        return acknowledgement();
    }

    /** All that is done, also what was acknowledged before: for a new connection. */
    public synchronized Acknowledgement acknowledgement() {
        List<Acknowledgement.Range> ranges = new ArrayList<>(Math.min(doneAbove.size(), Acknowledgement.MAX_RANGES));
        for (Map.Entry<Long, Long> range : doneAbove.entrySet()) {
            if (ranges.size() == Acknowledgement.MAX_RANGES) {
                break;
            }
            ranges.add(new Acknowledgement.Range(range.getKey(), range.getValue()));
        }
        return new Acknowledgement(doneUpTo, ranges);
    }

    private synchronized void markDone(long first, long last) {
        if (first == doneUpTo + 1) {
            doneUpTo = last;
            Map.Entry<Long, Long> above = doneAbove.firstEntry();
            if (above != null && above.getKey() == doneUpTo + 1) {
                doneUpTo = above.getValue();
                doneAbove.pollFirstEntry();
            }
            return;
        }
        Map.Entry<Long, Long> below = doneAbove.floorEntry(first);
        if (below != null && below.getValue() >= first) {
            return;
        }
        long from = below != null && below.getValue() == first - 1 ? below.getKey() : first;
        Long joined = doneAbove.remove(last + 1);
        doneAbove.put(from, joined == null ? last : joined);
    }
}
