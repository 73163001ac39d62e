package com.atomiton.events.engine.bridge;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.connection.PeerListener;
import org.jspecify.annotations.Nullable;

/** Hears of the renderers of other machines. The state of the bridge is that of its socket. */
final class EngineSide extends ForwardingListener {

    EngineSide(PeerListener bus) {
        super(bus);
    }

    @Override
    public void stateChanged(ConnectionState previous, ConnectionState current, @Nullable String reason) {
        // BridgeEndpoint.lastError() tells why the engine is not there.
    }
}
