package com.atomiton.events.session;

import java.util.Locale;

/** Why a message was not delivered. */
public enum DropReason {

    /** The window was full. */
    OVERFLOW,

    /** The window was full, and the peer had acknowledged nothing for the stall timeout. */
    STALLED,

    /** Its time to live was over before it could be sent. */
    EXPIRED,

    /** The peer does not take frames of its size. */
    TOO_LARGE,

    /** It was volatile and there was no connection. */
    NOT_CONNECTED,

    /** When the peer could be asked, it had no listener for it. */
    NO_SUBSCRIBER,

    /** A newer event of its name and key took its place. */
    SUPERSEDED,

    /** The process it was for has ended. */
    PEER_LOST,

    /** Its sender no longer wants it to be sent. */
    WITHDRAWN,

    /** This bus was closed. */
    CLOSED,

    /** A reply came after its request had ended. */
    LATE_REPLY,

    /** It was a dead letter, and there were too many newer ones. */
    DEAD_LETTERS_FULL,

    /** It was retained, and there were too many newer ones. */
    RETAINED_FULL,

    /** No listener could read it. */
    UNREADABLE;

    /** As a meter tag and in logs: lower case, words joined by hyphens. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
