package com.atomiton.events.connection;

import com.atomiton.events.Failures;
import com.atomiton.events.LogText;
import com.atomiton.events.RecentTexts;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.util.backoff.BackOffExecution;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * When to try to connect: again after each failure, with exponential backoff and jitter and without end, and at once when
 * there is reason to believe that it would succeed. One attempt at a time. Thread-safe.
 */
final class Reconnector {

    private static final Log log = LogFactory.getLog(Reconnector.class);

    /**
     * There was a connection, so main may well be there: for so long no wait is longer than this, though attempts are cut
     * off in the middle of their handshakes. What main sends meanwhile fills its window.
     */
    private static final long SOON_MILLIS = 500;

    private static final long SOON_FOR_MILLIS = 10_000;

    private final ScheduledExecutorService timer;
    private final Runnable attempt;
    private final ExponentialBackOff backOff;

    // Guarded by this.
    private BackOffExecution waits;
    private @Nullable Future<?> next;
    private @Nullable Instant nextAt;
    private boolean started;
    private boolean attempting;
    private boolean tryAgainAtOnce;
    private boolean connected;
    private long soonMillis;
    private boolean stopped;
    private int failures;

    /** Those that were logged since there was a connection last: two may take turns. */
    private final RecentTexts reasons = new RecentTexts();

    Reconnector(ConnectionSettings settings, ScheduledExecutorService timer, Runnable attempt) {
        this.timer = timer;
        this.attempt = attempt;
        long initial = settings.backoffInitial().toMillis();
        this.backOff = new ExponentialBackOff(initial, settings.backoffMultiplier());
        backOff.setMaxInterval(settings.backoffMax().toMillis());
        backOff.setJitter(initial / 2);
        this.waits = backOff.start();
    }

    void start() {
        synchronized (this) {
            started = true;
        }
        tryNow();
    }

    /** Something says that an attempt could succeed now. */
    void tryNow() {
        synchronized (this) {
            if (connected || stopped) {
                return;
            }
            if (attempting) {
                // The one under way may have come a moment too early.
                tryAgainAtOnce = true;
                return;
            }
            attempting = true;
            cancelNext();
        }
        try {
            attempt.run();
        } catch (Throwable failed) {
            // Also an Error: an attempt that has not begun does not end, and there would be no other.
            attemptFailed(LogText.escape(Failures.text(failed)));
        }
    }

    /** Tries again if nothing else is going to, since there was no memory to plan it. */
    void look() {
        boolean forgotten;
        synchronized (this) {
            forgotten = started && !connected && !attempting && next == null;
        }
        if (forgotten) {
            tryNow();
        }
    }

    void attemptFailed(String reason) {
        boolean again;
        boolean isNew;
        synchronized (this) {
            attempting = false;
            failures++;
            isNew = !stopped && reasons.isNew(reason);
            again = tryAgainAtOnce;
            tryAgainAtOnce = false;
            if (!again) {
                scheduleNext();
            }
        }
        if (isNew) {
            log.info("Not connected to main: " + reason + "; will try again until it succeeds");
        }
        if (again) {
            tryNow();
        }
    }

    /** Main will give the same answer until something has changed: the next attempt is as late as one may be. */
    synchronized void attemptRefused() {
        attempting = false;
        tryAgainAtOnce = false;
        failures++;
        schedule(backOff.getMaxInterval());
    }

    void connected() {
        int failed;
        synchronized (this) {
            attempting = false;
            tryAgainAtOnce = false;
            connected = true;
            failed = failures;
            failures = 0;
            reasons.clear();
            waits = backOff.start();
            soonMillis = SOON_FOR_MILLIS;
        }
        if (failed > 0) {
            log.debug("Connected to main after " + failed + " failed attempts");
        }
    }

    /** An established connection has ended. */
    synchronized void disconnected() {
        connected = false;
        scheduleNext();
    }

    synchronized @Nullable Instant nextAttempt() {
        return nextAt;
    }

    synchronized void stop() {
        stopped = true;
        cancelNext();
    }

    private void scheduleNext() {
        long wait = waits.nextBackOff();
        if (soonMillis > 0) {
            wait = Math.min(wait, Math.max(SOON_MILLIS, backOff.getInitialInterval()));
            soonMillis -= wait;
        }
        schedule(wait);
    }

    private void schedule(long millis) {
        if (stopped) {
            return;
        }
        try {
            next = timer.schedule(this::tryNow, millis, TimeUnit.MILLISECONDS);
            nextAt = Instant.now().plusMillis(millis);
        } catch (RejectedExecutionException closing) {
            // The bus is closing, and does not connect any more.
            stopped = true;
        } catch (Error noMemory) {
            // Whoever looks later finds that nothing is planned.
            next = null;
            nextAt = null;
        }
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel(false);
            next = null;
            nextAt = null;
        }
    }
}
