package com.atomiton.events.simulation;

/** What a sender does whose window is full. */
enum Overflow {
    /** The emit fails, and nobody is told. */
    FAIL,
    /** The oldest that waits is dropped for it, or itself if there is none. */
    DROP_OLDEST,
    /** The event is left out, as for a peer that is stalled. */
    LEAVE_OUT
}
