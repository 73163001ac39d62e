package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The state of the connection, with the one way to change it. Thread-safe; the listener is called without a lock. */
public final class StateTracker {

    private ConnectionState state = ConnectionState.CLOSED;
    private volatile @Nullable Failure lastFailure;
    private @Nullable PeerListener listener;

    private record Failure(String reason, Instant at) {}

    /** The state now. */
    public synchronized ConnectionState current() {
        return state;
    }

    /** What failed last; {@code null} if nothing has, or it is connected since. */
    public @Nullable String lastError() {
        Failure last = lastFailure;
        return last == null ? null : last.reason;
    }

    /** When it failed; {@code null} if there is no such failure. */
    public @Nullable Instant lastErrorAt() {
        Failure last = lastFailure;
        return last == null ? null : last.at;
    }

    /** Whom to tell; {@code null} before this was called. */
    public synchronized void listener(PeerListener told) {
        listener = told;
    }

    /** Something has failed, whatever that does to the state. */
    public void failed(String reason) {
        lastFailure = new Failure(reason, Instant.now());
    }

    /** {@code false} if it is closed already and stays so, or is in that state. */
    public boolean transitionTo(ConnectionState next, @Nullable String reason) {
        return transition(null, next, reason);
    }

    /**
     * As the other one, if it is in a certain state.
     *
     * @param from the state that it must be in; {@code null} for any
     */
    boolean transition(@Nullable ConnectionState from, ConnectionState next, @Nullable String reason) {
        PeerListener told;
        ConnectionState previous;
        synchronized (this) {
            if (state == next || from != null && state != from) {
                return false;
            }
            previous = state;
            state = next;
            told = listener;
        }
        if (reason != null) {
            failed(reason);
        } else if (next == ConnectionState.CONNECTED) {
            lastFailure = null;
        }
        if (told != null) {
            told.stateChanged(previous, next, reason);
        }
        return true;
    }
}
