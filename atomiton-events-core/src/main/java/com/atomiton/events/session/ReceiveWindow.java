package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiving half of a session: which numbers have arrived, and with which of them the listeners are done. Messages
 * arrive in order; lanes and requests finish in any order, hence ranges. What is done is told once on each connection, in
 * as many acknowledgements as that takes. Thread-safe.
 */
public final class ReceiveWindow {

    /** Of what arrives: apart from what is done, so that the connection and the lanes do not wait for each other. */
    private final Object arrival = new Object();

    // Guarded by the arrival.
    private long received;

    // Guarded by this.
    private final NumberRanges doneAbove = new NumberRanges();
    private long doneUpTo;
    private int doneSinceAcknowledged;

    /** What is done above {@link #doneUpTo} and has not been told. */
    private final NumberRanges untold = new NumberRanges();

    /** Who is told. */
    private @Nullable Object teller;

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
            doneSinceAcknowledged++;
            markDone(number, number);
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

    /**
     * A connection begins: all that is done is told on it, also what was told before, since that may have been lost; and
     * nothing is told on an earlier one any more.
     */
    public synchronized void tellOn(Object connection) {
        teller = connection;
        untold.clear();
        untold.addAll(doneAbove);
        doneSinceAcknowledged++;
    }

    /**
     * What is to be acknowledged on this connection: all that was done since the last time.
     *
     * @return empty if nothing was, or if it is told on another connection
     */
    public synchronized List<Acknowledgement> takeAcknowledgements(Object connection) {
        if (doneSinceAcknowledged == 0 || teller != connection) {
            return List.of();
        }
        doneSinceAcknowledged = 0;
        List<Acknowledgement> due = new ArrayList<>(1);
        do {
            due.add(new Acknowledgement(doneUpTo, untold.removeSome()));
        } while (!untold.isEmpty());
        return due;
    }

    /** All up to and including this number are done. */
    public synchronized long doneUpTo() {
        return doneUpTo;
    }

    private synchronized void markDone(long first, long last) {
        if (first != doneUpTo + 1) {
            doneAbove.add(first, last);
            untold.add(first, last);
            return;
        }
        Long joined = doneAbove.removeFrom(last + 1);
        doneUpTo = joined == null ? last : joined;
        untold.removeUpTo(doneUpTo);
    }
}
