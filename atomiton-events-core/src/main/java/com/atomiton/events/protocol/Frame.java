package com.atomiton.events.protocol;

import java.nio.ByteBuffer;

/**
 * One frame.
 *
 * <pre>
 *  0               4       5       6
 * +---------------+-------+-------+----------------------+
 * | length (u32)  | type  | flags | body (length-2 bytes)|
 * +---------------+-------+-------+----------------------+
 * </pre>
 *
 * The length is big-endian and counts everything after itself.
 *
 * @param type what it is
 * @param flags see {@link MessageFlags}; 0 for control frames
 * @param body its bytes, not copied
 */
public record Frame(FrameType type, int flags, byte[] body) {

    /** The version of the protocol that this library speaks, as HELLO and WELCOME name it. */
    public static final int PROTOCOL_VERSION = 1;

    /** Bytes of the length field. */
    public static final int LENGTH_SIZE = 4;

    /** Bytes before the body: length, type, flags. */
    public static final int HEADER_SIZE = LENGTH_SIZE + 2;

    /** A control frame. */
    public static Frame control(FrameType type, byte[] body) {
        return new Frame(type, 0, body);
    }

    /**
     * The body of a PING or PONG.
     *
     * @throws ProtocolException if it has not 8 bytes
     */
    public byte[] token() {
        if (body.length != Long.BYTES) {
            throw new ProtocolException("a " + type + " of " + body.length + " bytes; it has " + Long.BYTES);
        }
        return body;
    }

    /** All its bytes, as they are written. */
    public byte[] toBytes() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_SIZE + body.length);
        writeHeader(bytes, type, flags, body.length);
        return bytes.put(body).array();
    }

    /** Writes the {@link #HEADER_SIZE} bytes that stand before a body of this length. */
    public static void writeHeader(ByteBuffer out, FrameType type, int flags, int bodyLength) {
        out.putInt(Math.addExact(bodyLength, HEADER_SIZE - LENGTH_SIZE));
        out.put((byte) type.code());
        out.put((byte) flags);
    }
}
