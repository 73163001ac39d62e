package com.atomiton.events;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;

/**
 * Logs what a peer, or a listener that fails on each event, can cause thousands of times a second: the first five of ten
 * seconds, and then with the next one how many there were. One for each kind of message. It never throws: what a logging
 * system fails on is counted among those that were held back. Thread-safe.
 */
public final class LimitedLog {

    static final int BURST = 5;
    static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Log log;
    private final LongSupplier nanoTime;

    // Guarded by this.
    private long since;
    private int logged;
    private long heldBack;

    /** Logs to this. */
    public LimitedLog(Log log) {
        this(log, System::nanoTime);
    }

    LimitedLog(Log log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** Logs for information. */
    public void info(String message) {
        long before = admit();
        if (before >= 0) {
            log.info(text(message, before));
        }
    }

    /** Logs a warning. */
    public void warn(String message) {
        long before = admit();
        if (before < 0) {
            return;
        }
        try {
            log.warn(text(message, before));
        } catch (Throwable notLogged) {
            holdBack(before + 1);
        }
    }

    /** Logs a warning, whose text is made only if it is logged. */
    public void warn(Supplier<String> message) {
        long before = admit();
        if (before >= 0) {
            log.warn(text(message.get(), before));
        }
    }

    /** Logs an error. */
    public void error(String message) {
        long before = admit();
        if (before < 0) {
            return;
        }
        try {
            log.error(text(message, before));
        } catch (Throwable notLogged) {
            holdBack(before + 1);
        }
    }

    /** Logs a failure as an error, be it the application's own or a peer's. What a peer said in it is escaped. */
    public void error(String message, Throwable failure) {
        long before = admit();
        if (before < 0) {
            return;
        }
        try {
            FailureLog.error(log, text(message, before), failure);
        } catch (Throwable notLogged) {
            holdBack(before + 1);
        }
    }

    /** How many were held back before this one; -1 if it is held back too. */
    private synchronized long admit() {
        long now = nanoTime.getAsLong();
        if (now - since >= PERIOD_NANOS) {
            since = now;
            logged = 0;
        }
        if (logged == BURST) {
            heldBack++;
            return -1;
        }
        logged++;
        long before = heldBack;
        heldBack = 0;
        return before;
    }

    private synchronized void holdBack(long count) {
        heldBack += count;
    }

    private static String text(String message, long before) {
        return before == 0 ? message : message + " (" + before + " more like it since the last one)";
    }
}
