package com.atomiton.events.autoconfigure;

/** Values of {@code atomiton.events.transport}. */
public enum TransportChoice {

    /** The engine if there is one, such as that of {@code atomiton-events-cloud-stream}; else the socket. */
    AUTO,

    /** The socket only: processes of one machine. */
    UNIX,

    /** The engine only; the start fails without one. */
    CLOUD_STREAM
}
