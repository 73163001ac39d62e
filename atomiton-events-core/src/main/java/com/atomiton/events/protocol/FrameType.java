package com.atomiton.events.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What a frame is. The codes are fixed for ever: a code is never used for something else, and a new type takes the next
 * free one of its block.
 */
public enum FrameType {

    /** Renderer's first frame: who it is and which session it wants to go on with. Body: JSON. */
    HELLO(1),
    /** Main's answer to {@link #HELLO}. Body: JSON. */
    WELCOME(2),
    /** Main's refusal of {@link #HELLO}; it closes the connection afterwards. Body: JSON. */
    REJECT(3),
    /** The sender is ready for events, with what it listens to. Body: JSON. */
    READY(4),
    /** What the sender listens to has changed. Body: JSON. */
    INTEREST(5),
    /** The sender is done with numbered messages. Body: {@link Acknowledgement}. */
    ACK(6),
    /** Asks for a sign of life. Body: 8 bytes. */
    PING(7),
    /** The answer to {@link #PING}, with its 8 bytes. */
    PONG(8),
    /** The sender stops and will not come back with this session. Body: JSON. */
    GOODBYE(9),
    /** What the sender takes events to look like, or a question for that. Body: JSON. */
    CONTRACT(10),

    /** An event. Body: {@link Message}. */
    EVENT(16),
    /** A request. Body: {@link Message}. */
    REQUEST(17),
    /** The answer to a request. Body: {@link Message}. */
    REPLY(18),
    /** Progress of a request. Body: {@link Message}. */
    PROGRESS(19),
    /** The asker no longer waits for a request. Body: {@link Message}. */
    CANCEL(20),
    /** Nothing but a number: those before it that have not come will not come. Body: {@link Message}. */
    GAP(21);

    private static final @Nullable FrameType[] BY_CODE = new @Nullable FrameType[256];

    static {
        for (FrameType type : values()) {
            if (BY_CODE[type.code] != null) {
                throw new IllegalStateException("two frame types have the code " + type.code);
            }
            BY_CODE[type.code] = type;
        }
    }

    private final int code;

    FrameType(int code) {
        this.code = code;
    }

    /** The byte on the wire. */
    public int code() {
        return code;
    }

    /** Whether the body is a {@link Message}: numbered, acknowledged, and part of the session. */
    public boolean isMessage() {
        return code >= 16;
    }

    /**
     * The type with this code.
     *
     * @throws ProtocolException if there is none
     */
    public static FrameType ofCode(int code) {
        FrameType type = BY_CODE[code & 0xFF];
        if (type == null) {
            throw new ProtocolException("frame type " + (code & 0xFF) + " is not known");
        }
        return type;
    }
}
