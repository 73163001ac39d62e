package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import org.jspecify.annotations.Nullable;

/** The state of the connection, with the one way to change it. Thread-safe; the listener is called without a lock. */
final class StateTracker {

    private ConnectionState state = ConnectionState.CLOSED;
    private volatile @Nullable String lastError;
    private @Nullable PeerListener listener;

    synchronized ConnectionState current() {
        return state;
    }

    @Nullable
    String lastError() {
        return lastError;
    }

    synchronized void listener(PeerListener told) {
        listener = told;
    }

    void failed(String reason) {
        lastError = reason;
    }

    /** {@code false} if it is closed already and stays so, or is in that state. */
    boolean transitionTo(ConnectionState next, @Nullable String reason) {
        PeerListener told;
        ConnectionState previous;
        synchronized (this) {
            if (state == next) {
                return false;
            }
            previous = state;
            state = next;
            told = listener;
        }
        if (reason != null) {
            lastError = reason;
        }
        if (told != null) {
            told.stateChanged(previous, next, reason);
        }
        return true;
    }
}
