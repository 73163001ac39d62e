package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import org.jspecify.annotations.Nullable;

/**
 * What a record says besides the message that it carries.
 *
 * @param kind what it carries
 * @param sender who sent it
 * @param address the destination by which the sender is reached alone
 * @param to the id of the process that it is for; {@code null} for any of its destination
 * @param toName the name of that process; {@code null} if it has none
 * @param stream which of the sender's sequences of numbers it has its number from
 * @param hops how many processes it has gone through since the sender: 1 if a bridge has passed it on
 * @param latest whether a later event of its name and key says all that it says
 * @param expiresAt when it is of no use any more, in milliseconds since 1970; {@link #NEVER} for never
 */
record Envelope(
        Kind kind,
        Peer sender,
        String address,
        @Nullable String to,
        @Nullable String toName,
        long stream,
        int hops,
        boolean latest,
        long expiresAt) {

    static final long NEVER = Long.MAX_VALUE;

    /** What a record carries. */
    enum Kind {
        EVENT,
        REQUEST,
        REPLY,
        PROGRESS,
        CANCEL,

        /** To an asker: the sender is going to answer the request of this id. */
        TAKEN,

        /** To the sender of a confirmed event: the listeners of this process are done with it. */
        CONSUMED,

        /** A {@link com.atomiton.events.codec.Presence}. */
        PRESENCE
    }

    /** Of a message without a number, for one process or, if that is {@code null}, for any. */
    static Envelope of(Kind kind, Peer sender, String address, int hops, @Nullable Peer to) {
        return new Envelope(
                kind,
                sender,
                address,
                to == null ? null : to.id(),
                to == null ? null : to.name(),
                0,
                hops,
                false,
                NEVER);
    }

    Envelope with(long itsStream, boolean isLatest, long expiry) {
        return new Envelope(kind, sender, address, to, toName, itsStream, hops, isLatest, expiry);
    }

    boolean isExpired(long nowMillis) {
        return nowMillis >= expiresAt;
    }

    /** Whether it is for this process: an event also if it was for an earlier process of its name. */
    boolean isFor(Peer process) {
        return to == null
                || to.equals(process.id())
                || kind == Kind.EVENT && toName != null && toName.equals(process.name());
    }
}
