package com.atomiton.events.transport.memory;

import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ServerTransport;
import java.util.function.Function;

/** Main's side of a {@link MemoryHub}. */
public final class MemoryServerTransport extends MemoryTransport implements ServerTransport {

    @SuppressWarnings("NullAway.Init") // Set before the hub knows of this transport
    private volatile Function<Connection, ConnectionHandler> acceptor;

    MemoryServerTransport(MemoryHub hub) {
        super(hub, "main");
    }

    @Override
    public void start(Function<Connection, ConnectionHandler> acceptor) {
        this.acceptor = acceptor;
        markStarted();
        hub().listen(this);
    }

    @Override
    public void stopAccepting() {
        hub().stopListening(this);
    }

    boolean accept(MemoryConnection connection) {
        return execute(() -> connection.open(acceptor));
    }
}
