package com.atomiton.events.engine;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.Presence;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.StateTracker;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * That this process is there: it receives what it listens to, and lets the others know, first when all of that is received
 * and then again and again. On a thread of its own, since the engine may have it wait. Thread-safe.
 */
final class Attendance {

    private static final Log log = LogFactory.getLog(Attendance.class);
    private static final Interest NOTHING = new Interest(List.of(), List.of());

    private final LimitedLog failures = new LimitedLog(log);
    private final EngineTerms terms;
    private final EngineWriter control;
    private final Reception reception;
    private final Heartbeats heartbeats;
    private final StateTracker state;
    private final Runnable check;
    private final AtomicBoolean receptionDue = new AtomicBoolean();
    private final AtomicBoolean beatDue = new AtomicBoolean();

    private final PeerInterest interest = new PeerInterest();
    private volatile boolean started;
    private volatile boolean greeted;
    private volatile boolean stopped;
    private volatile @Nullable Future<?> beats;

    /** @param check looks who else is there */
    Attendance(EngineTerms terms, Reception reception, Heartbeats heartbeats, StateTracker state, Runnable check) {
        this.terms = terms;
        this.control = new EngineWriter("engine-control", terms.timer());
        this.reception = reception;
        this.heartbeats = heartbeats;
        this.state = state;
        this.check = check;
    }

    void start() {
        started = true;
        control.start();
        receiveSoon();
    }

    void announce(Interest change) {
        interest.apply(change, InterestLimits.NONE);
        if (started) {
            receiveSoon();
        }
    }

    private void receiveSoon() {
        if (receptionDue.compareAndSet(false, true)) {
            control.execute(this::receive);
        }
    }

    private void receive() {
        receptionDue.set(false);
        if (stopped) {
            return;
        }
        try {
            reception.receive(interest.whole());
            beat();
        } catch (RuntimeException refused) {
            state.failed(
                    "nothing can be received from the engine: " + LogText.escape(String.valueOf(refused.getMessage())));
            control.later(terms.settings().backoffMax().toMillis(), refused, this::receiveSoon);
        }
    }

    /** Lets the others know. */
    void beatSoon() {
        if (beatDue.compareAndSet(false, true)) {
            control.execute(this::beat);
        }
    }

    /** Not before everything is received that this process wants: who hears of it relies on that. */
    private void beat() {
        beatDue.set(false);
        Interest current = interest.whole();
        if (stopped || !greeted && !reception.isComplete(current)) {
            return;
        }
        boolean first = !greeted;
        greeted = true;
        var unused = heartbeats.send(first ? Presence.HELLO : Presence.HERE, reception.ready(current));
        if (first) {
            long interval = terms.settings().heartbeatInterval().toNanos();
            beats = terms.timer().scheduleWithFixedDelay(this::beatAndCheck, interval, interval, TimeUnit.NANOSECONDS);
        }
    }

    private void beatAndCheck() {
        // First, so that a listener that fails does not keep this process from being heard of.
        beatSoon();
        try {
            check.run();
        } catch (RuntimeException failure) {
            failures.error("Looking who is there goes on after a failure", failure);
        }
    }

    /** Says goodbye and receives nothing more. Waits no longer than this. */
    void stop(Duration timeout) {
        stopped = true;
        Future<?> beating = beats;
        if (beating != null) {
            beating.cancel(false);
        }
        try {
            if (greeted) {
                heartbeats.send(Presence.GOODBYE, NOTHING).get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | RuntimeException unreachable) {
            log.debug("The engine did not take the goodbye", unreachable);
        }
        reception.close();
    }

    /** Ends the thread. */
    void end() {
        control.stop();
    }
}
