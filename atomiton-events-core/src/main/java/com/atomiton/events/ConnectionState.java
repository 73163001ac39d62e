package com.atomiton.events;

/** The state of a process's connection to its peers. */
public enum ConnectionState {

    /** Main: accepting renderers, or meeting them through an engine. */
    LISTENING,

    /** Renderer, and main with an engine: has not been connected yet and tries to be. */
    CONNECTING,

    /** Renderer: connected to main; with an engine, to one main at least. */
    CONNECTED,

    /**
     * Renderer, and main with an engine: was connected, is not now, and tries to be again. Main with a socket: cannot accept
     * renderers just now, and tries to again.
     */
    DISCONNECTED,

    /** The bus has been stopped, or was never started. */
    CLOSED,

    /** Standalone: there is nothing to connect to. */
    LOCAL
}
