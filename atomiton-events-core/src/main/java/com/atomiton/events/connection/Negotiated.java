package com.atomiton.events.connection;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a handshake has found out of the other end.
 *
 * @param codec the codec for payloads besides JSON
 * @param maxFrameSize the largest frame that it takes, in bytes
 * @param retention for how long it wants its session to be kept while it has no connection and its end cannot be proven
 * @param comparesContract whether it takes a CONTRACT
 */
record Negotiated(String codec, int maxFrameSize, Duration retention, boolean comparesContract) {

    /** Of one that does not say. Twice the longest wait of this library between two attempts to connect. */
    private static final Duration SHORT_RETENTION = Duration.ofSeconds(10);

    /** Before there was a handshake. */
    static final Negotiated NOTHING = new Negotiated(PeerSession.JSON, Integer.MAX_VALUE, SHORT_RETENTION, false);

    /** The retention that a HELLO asks for. */
    static Duration retention(@Nullable Long millis) {
        return millis == null ? SHORT_RETENTION : Duration.ofMillis(millis);
    }
}
