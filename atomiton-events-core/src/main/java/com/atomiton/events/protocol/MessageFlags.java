package com.atomiton.events.protocol;

/** The bits of the flags byte of a {@link Message}'s frame. Unknown bits are ignored. */
public final class MessageFlags {

    /** The payload is in the codec that WELCOME named, not in JSON. */
    public static final int NEGOTIATED_CODEC = 0x01;

    /** A block of headers stands before the payload. */
    public static final int HEADERS = 0x02;

    /** A key stands before the payload (and before the headers). */
    public static final int KEY = 0x04;

    /** The message has no number: it is neither kept nor acknowledged. */
    public static final int UNNUMBERED = 0x08;

    /** The sender waits for the acknowledgement: it is to be sent at once. */
    public static final int CONFIRM = 0x10;

    /** The message was sent to an earlier process of the receiver's name, which may have handled it. */
    public static final int REDELIVERED = 0x20;

    /** The event is the last one of its name and key, kept for a listener that came later. */
    public static final int RETAINED = 0x40;

    /** Of a request: its asker wants to be told of progress. */
    public static final int WANTS_PROGRESS = 0x80;

    /** Those that say something of the message itself, and not how its payload or what stands before that is written. */
    public static final int OF_MESSAGE = UNNUMBERED | CONFIRM | REDELIVERED | RETAINED | WANTS_PROGRESS;

    private MessageFlags() {}

    /** Whether the bit is set. */
    public static boolean isSet(int flags, int bit) {
        return (flags & bit) != 0;
    }
}
