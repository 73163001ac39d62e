package com.atomiton.events;

/** The state of a process's connection to its peers. */
public enum ConnectionState {

    /** Main: accepting renderers. */
    LISTENING,

    /** Renderer: has not been connected yet and tries to be. */
    CONNECTING,

    /** Renderer: connected to main. */
    CONNECTED,

    /** Renderer: was connected, is not now, and tries to be again. */
    DISCONNECTED,

    /** The bus has been stopped, or was never started. */
    CLOSED,

    /** Standalone: there is nothing to connect to. */
    LOCAL
}
