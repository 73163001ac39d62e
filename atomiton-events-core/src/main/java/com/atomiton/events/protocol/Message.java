package com.atomiton.events.protocol;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of a session as it was received: an event, a request, or what belongs to a request.
 *
 * <pre>
 * | number (u64) | id (u64) | … | payload |
 *
 * EVENT     … = name | [key] | [headers]
 * REQUEST   … = timeout ms (u32) | name | [headers]
 * REPLY     … = status (u8)
 * PROGRESS, CANCEL, GAP  … = nothing
 *
 * name    = length (u8)  | ASCII
 * key     = length (u16) | UTF-8                    if MessageFlags.KEY
 * headers = count (u8)   | count × ( name: length (u8) | UTF-8, value: length (u16) | UTF-8 )
 *                                                   if MessageFlags.HEADERS
 * </pre>
 *
 * {@link MessageTail} writes what stands after the number.
 *
 * @param type its frame's type
 * @param flags its frame's flags
 * @param number its number in the session; 0 if it has none
 * @param id of an event: the sender's count of its emits; of a gap 0; else the request's id
 * @param timeoutMillis of a request: how long its asker waits; else 0
 * @param status of a reply: how the request ended; else {@link ReplyStatus#OK}
 * @param name of an event or request; else empty
 * @param key the key of an event; {@code null} if it has none
 * @param headers the headers of an event or request; unmodifiable
 * @param body the frame's body, in which the payload stands
 * @param payloadOffset where in the body the payload begins; it goes to the body's end
 */
public record Message(
        FrameType type,
        int flags,
        long number,
        long id,
        int timeoutMillis,
        ReplyStatus status,
        String name,
        @Nullable String key,
        Map<String, String> headers,
        byte[] body,
        int payloadOffset) {

    /** The header in which the correlation id travels. */
    public static final String CORRELATION_ID = "correlation-id";

    private static final int MAX_NAME_LENGTH = 200;

    /**
     * Reads a message.
     *
     * @throws ProtocolException if the frame's body is not one
     */
    public static Message of(Frame frame) {
        return of(frame, new NameTable());
    }

    /**
     * As {@link #of(Frame)}, with the names that have come before.
     *
     * @throws ProtocolException if the frame's body is not one
     */
    public static Message of(Frame frame, NameTable names) {
        ByteBuffer in = ByteBuffer.wrap(frame.body());
        try {
            FrameType type = frame.type();
            long number = in.getLong();
            long id = in.getLong();
            int timeout = type == FrameType.REQUEST ? timeout(in.getInt()) : 0;
            ReplyStatus status = type == FrameType.REPLY ? ReplyStatus.ofCode(in.get() & 0xFF) : ReplyStatus.OK;
            boolean named = type == FrameType.EVENT || type == FrameType.REQUEST;
            String name = named ? readName(in, names) : "";
            String key = named && has(frame, MessageFlags.KEY) ? readText(in, in.getShort() & 0xFFFF) : null;
            Map<String, String> headers = named && has(frame, MessageFlags.HEADERS) ? readHeaders(in) : Map.of();
            boolean unnumbered = has(frame, MessageFlags.UNNUMBERED);
            if (id < 0) {
                throw new ProtocolException("a " + type + " with the id " + Long.toUnsignedString(id)
                        + "; allowed are those up to " + Long.MAX_VALUE);
            }
            if (number < 0 || number == 0 != unnumbered || unnumbered && type == FrameType.GAP) {
                throw new ProtocolException("a " + type + " with the number " + Long.toUnsignedString(number)
                        + (unnumbered ? ", marked as unnumbered" : ""));
            }
            return new Message(
                    type, frame.flags(), number, id, timeout, status, name, key, headers, frame.body(), in.position());
        } catch (BufferUnderflowException tooShort) {
            throw new ProtocolException("a " + frame.type() + " of only " + frame.body().length + " bytes");
        }
    }

    /** The field is unsigned; what does not fit here is as good as for ever. */
    private static int timeout(int millis) {
        return millis < 0 ? Integer.MAX_VALUE : millis;
    }

    private static boolean has(Frame frame, int flag) {
        return MessageFlags.isSet(frame.flags(), flag);
    }

    private static String readName(ByteBuffer in, NameTable names) {
        int length = in.get() & 0xFF;
        int offset = in.position();
        String known = length <= in.remaining() ? names.find(in.array(), offset, length) : null;
        if (known != null) {
            in.position(offset + length);
            return known;
        }
        String name = readText(in, length);
        if (!isName(name)) {
            throw new ProtocolException("an event name of " + length + " bytes does not match [A-Za-z0-9._:-]{1,200}");
        }
        names.keep(name, in.array(), offset, length);
        return name;
    }

    /** Whether it can be the name of an event: {@code [A-Za-z0-9._:-]{1,200}}. */
    public static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_NAME_LENGTH
                && text.chars().allMatch(Message::isNameCharacter);
    }

    private static boolean isNameCharacter(int c) {
        return c >= 'a' && c <= 'z'
                || c >= 'A' && c <= 'Z'
                || c >= '0' && c <= '9'
                || c == ':'
                || c == '.'
                || c == '-'
                || c == '_';
    }

    private static Map<String, String> readHeaders(ByteBuffer in) {
        int count = in.get() & 0xFF;
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = readText(in, in.get() & 0xFF);
            headers.put(name, readText(in, in.getShort() & 0xFFFF));
        }
        return Map.copyOf(headers);
    }

    private static String readText(ByteBuffer in, int length) {
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.position(), length, StandardCharsets.UTF_8);
        in.position(in.position() + length);
        return text;
    }

    /** A reply without a number. */
    public static Message reply(long id, ReplyStatus status, byte[] payload) {
        return new Message(FrameType.REPLY, 0, 0, id, 0, status, "", null, Map.of(), payload, 0);
    }

    /** Whether the flag is set; see {@link MessageFlags}. */
    public boolean is(int flag) {
        return MessageFlags.isSet(flags, flag);
    }

    /** The payload alone; a copy. */
    public byte[] payload() {
        return Arrays.copyOfRange(body, payloadOffset, body.length);
    }

    /** How many bytes the payload has. */
    public int payloadLength() {
        return body.length - payloadOffset;
    }

    @Override
    public String toString() {
        return type + " " + (name.isEmpty() ? "" : name + " ") + "number " + number + " id " + id + " ("
                + payloadLength() + " bytes)";
    }
}
