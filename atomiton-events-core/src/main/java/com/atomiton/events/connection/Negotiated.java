package com.atomiton.events.connection;

import org.jspecify.annotations.Nullable;

/**
 * What a handshake has found out of the other end.
 *
 * @param codec the codec for payloads besides JSON
 * @param maxFrameSize the largest frame that it takes, in bytes
 * @param liveness the reference by which it can be found out whether it has ended
 * @param comparesContract whether it takes a CONTRACT
 */
record Negotiated(String codec, int maxFrameSize, @Nullable String liveness, boolean comparesContract) {

    /** Before there was a handshake. */
    static final Negotiated NOTHING = new Negotiated(PeerSession.JSON, Integer.MAX_VALUE, null, false);
}
