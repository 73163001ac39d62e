package com.atomiton.events.transport;

import java.util.function.Function;

/** The side that renderers connect to. */
public interface ServerTransport extends Transport {

    /**
     * Takes what only one main can have, ahead of {@link #start}, so that a second one fails before anything of it is
     * seen. {@link #start} does it too, and {@link #close} gives it back. Twice is the same as once; by default nothing.
     *
     * @throws com.atomiton.events.EventBusException of a kind of its own for each thing that can stand in the way
     */
    default void claim() {}

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
