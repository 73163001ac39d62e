package com.atomiton.events;

/** Where an event must come from for a listener to be called. */
public enum Origin {

    /** From any process. */
    ANY,

    /** From this process. */
    LOCAL,

    /** From another process. */
    REMOTE
}
