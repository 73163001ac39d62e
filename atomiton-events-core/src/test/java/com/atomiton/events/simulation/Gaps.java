package com.atomiton.events.simulation;

import com.atomiton.events.connection.PeerSession;

/** How many numbered messages a sender has dropped in a session, of which the receiver must be told at rest. */
final class Gaps {

    private final PeerSession session;
    private long dropped;

    /** So many of them an earlier process of the peer may have been told of. */
    private long maybeToldBefore;

    private long beforeConnectionEnded;

    Gaps(PeerSession session) {
        this.session = session;
    }

    void dropped() {
        dropped++;
        if (session.isConnected()) {
            beforeConnectionEnded = dropped;
        }
    }

    void connected(boolean resumed) {
        if (!resumed) {
            maybeToldBefore = beforeConnectionEnded;
        }
        beforeConnectionEnded = dropped;
    }

    void checkAtRest(long told, String receiver) {
        if (told > dropped || told < dropped - maybeToldBefore) {
            throw new AssertionError(receiver + " has been told of " + told + " missing messages at rest, but "
                    + dropped + " were dropped, of which an earlier process may know " + maybeToldBefore);
        }
    }
}
