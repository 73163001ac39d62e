package com.atomiton.events.connection;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.codec.Interest;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoint of a process that has no peers. */
public final class LocalEndpoint implements Endpoint {

    private final StateTracker state = new StateTracker();

    @Override
    public void start(PeerListener listener) {
        state.listener(listener);
        state.transitionTo(ConnectionState.LOCAL, null);
    }

    @Override
    public void announce(Interest change) {
        // There is nobody to tell.
    }

    @Override
    public void contractChanged(String event) {
        // There is nobody to compare it with.
    }

    @Override
    public Collection<PeerSession> sessions() {
        return List.of();
    }

    @Override
    public ConnectionState state() {
        return state.current();
    }

    @Override
    public @Nullable String lastError() {
        return null;
    }

    @Override
    public @Nullable Instant lastErrorAt() {
        return null;
    }

    @Override
    public @Nullable Instant nextAttempt() {
        return null;
    }

    @Override
    public void stop(Duration timeout) {
        state.transitionTo(ConnectionState.CLOSED, null);
    }
}
