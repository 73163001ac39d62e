package com.atomiton.events.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.ConnectionState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class StateTrackerTests {

    private final StateTracker state = new StateTracker();

    @Test
    void aFailureIsKnownWithItsTimeUntilThereIsAConnection() {
        state.transitionTo(ConnectionState.CONNECTING, null);
        assertThat(state.lastError()).isNull();
        assertThat(state.lastErrorAt()).isNull();

        state.failed("nobody is there");
        assertThat(state.lastError()).isEqualTo("nobody is there");
        assertThat(state.lastErrorAt()).isBetween(Instant.now().minusSeconds(60), Instant.now());

        state.transitionTo(ConnectionState.CONNECTED, null);
        assertThat(state.lastError()).isNull();
        assertThat(state.lastErrorAt()).isNull();

        state.transitionTo(ConnectionState.DISCONNECTED, "the other end closed it");
        assertThat(state.lastError()).isEqualTo("the other end closed it");
    }
}
