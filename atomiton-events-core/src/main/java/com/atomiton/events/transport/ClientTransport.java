package com.atomiton.events.transport;

import java.util.function.Consumer;
import java.util.function.Function;

/** The side that connects to main. */
public interface ClientTransport extends Transport {

    /**
     * Starts the transport: from now on it may be asked to connect.
     *
     * @param available called whenever there is reason to believe that a connection attempt could succeed now that could
     *     not before, for example since the socket has appeared; on any thread, and it must not block
     * @throws com.atomiton.events.EventBusException of a kind of its own for each thing that can stand in the way
     */
    void start(Runnable available);

    /**
     * Tries to connect, once, without blocking the caller. Exactly one of the two is called, on the transport's thread; if
     * the first throws, the second too.
     *
     * @param connected gives the connection its handler
     * @param failed told why there is no connection
     */
    void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed);
}
