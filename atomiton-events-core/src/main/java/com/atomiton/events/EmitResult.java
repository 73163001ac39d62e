package com.atomiton.events;

/**
 * What became of an emit. With several receivers the best of their results is returned, in the order in which the
 * constants stand here.
 */
public enum EmitResult {

    /** A listener of this process or a connected peer gets it. */
    ACCEPTED,

    /**
     * It will be sent later: to the peer that connects, since none is connected now, or after the commit of the
     * transaction, with {@link EmitOptions#afterCommit()}.
     */
    BUFFERED,

    /** A receiver wanted it, but it was dropped: an overflow with {@code drop-oldest}, or a volatile event without a connection. */
    DROPPED,

    /** Nobody listens to it. */
    NO_SUBSCRIBER;

    /** The better of the two, by the order of the constants. */
    public EmitResult orBetter(EmitResult other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
