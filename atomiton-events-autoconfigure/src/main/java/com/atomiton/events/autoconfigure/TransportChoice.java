package com.atomiton.events.autoconfigure;

/** Values of {@code atomiton.events.transport}. */
public enum TransportChoice {

    /**
     * The engine if there is one, such as that of {@code atomiton-events-cloud-stream}, and with a socket path also the
     * socket, as {@link #BRIDGE}; without an engine the socket.
     */
    AUTO,

    /** The socket only: processes of one machine. */
    UNIX,

    /** The engine only; the start fails without one. */
    CLOUD_STREAM,

    /** Main on the engine, and on a socket for renderers of its own machine, which are on the socket only. */
    BRIDGE
}
