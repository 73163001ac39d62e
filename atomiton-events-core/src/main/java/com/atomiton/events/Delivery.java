package com.atomiton.events;

/** What the bus promises about the delivery of an event to another process. */
public enum Delivery {

    /** Kept until the receiver's listeners have consumed it, and sent again after a reconnect: exactly once, in order. */
    RELIABLE,

    /**
     * As {@link #RELIABLE}, but of the waiting events with one key only the newest counts: it takes the place of one that
     * has not been sent yet, and at the receiver of one that still waits for its lane. For progress and state, of which
     * only the latest matters.
     */
    LATEST,

    /** Sent if the peer is connected, else dropped and counted. */
    VOLATILE
}
