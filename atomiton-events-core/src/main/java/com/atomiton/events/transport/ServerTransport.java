package com.atomiton.events.transport;

import java.util.function.Function;

/** The side that renderers connect to. */
public interface ServerTransport extends Transport {

    /**
     * Starts to accept connections.
     *
     * @param acceptor gives each accepted connection its handler; called on the transport's thread
     * @throws com.atomiton.events.EventBusException of a kind of its own for each thing that can stand in the way
     */
    void start(Function<Connection, ConnectionHandler> acceptor);

    /** Accepts no further connections; those that are open stay. Twice is the same as once. */
    void stopAccepting();
}
