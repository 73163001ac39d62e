package com.atomiton.events.bus;

/** What an emit does when a peer's outbound window, or a lane of this process, is full. */
public enum OverflowPolicy {

    /**
     * Waits for space, up to {@code atomiton.events.outbound.block-timeout}, then throws. On a lane or a transport's
     * thread it throws at once.
     */
    BLOCK,

    /** Drops the oldest event that waits; if none does, the new one. */
    DROP_OLDEST,

    /** Throws at once. */
    FAIL
}
