package com.atomiton.events.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes the part of a {@link Message} that stands after its number. It is the same for every receiver, so that an event
 * for many is encoded once; the number differs and is written with the frame's header.
 *
 * @param flags the flags that tell how to read it
 * @param bytes the bytes
 */
public record MessageTail(int flags, byte[] bytes) {

    /** Bytes of a frame's body that stand before the tail: the number. */
    public static final int OFFSET = Long.BYTES;

    private static final byte[] NOTHING = {};

    /** Of a gap. */
    public static final MessageTail GAP = new MessageTail(0, new byte[Long.BYTES]);

    /** Of an event. */
    public static MessageTail event(
            long id, String name, @Nullable String key, Map<String, String> headers, byte[] payload) {
        return event(id, name, key, headers, head -> {
            byte[] bytes = Arrays.copyOf(head, head.length + payload.length);
            System.arraycopy(payload, 0, bytes, head.length, payload.length);
            return bytes;
        });
    }

    /**
     * Of an event whose payload is still to be written.
     *
     * @param payload given what stands before the payload, returns that and the payload
     */
    public static MessageTail event(
            long id, String name, @Nullable String key, Map<String, String> headers, UnaryOperator<byte[]> payload) {
        int flags = (key == null ? 0 : MessageFlags.KEY) | (headers.isEmpty() ? 0 : MessageFlags.HEADERS);
        Writer out = new Writer(8 + 1 + name.length()).u64(id).text8("name", name);
        if (key != null) {
            out.text16("key", key);
        }
        return new MessageTail(flags, payload.apply(out.headers(headers).bytes()));
    }

    /** Of a request. */
    public static MessageTail request(
            long id, int timeoutMillis, String name, Map<String, String> headers, byte[] payload) {
        Writer out = new Writer(8 + 4 + 1 + name.length() + payload.length)
                .u64(id)
                .u32(timeoutMillis)
                .text8("name", name);
        return new MessageTail(
                headers.isEmpty() ? 0 : MessageFlags.HEADERS,
                out.headers(headers).payload(payload));
    }

    /** Of a reply. */
    public static MessageTail reply(long id, ReplyStatus status, byte[] payload) {
        return new MessageTail(
                0, new Writer(8 + 1 + payload.length).u64(id).u8(status.code()).payload(payload));
    }

    /** Of progress. */
    public static MessageTail progress(long id, byte[] payload) {
        return new MessageTail(0, new Writer(8 + payload.length).u64(id).payload(payload));
    }

    /** Of a cancellation. */
    public static MessageTail cancel(long id) {
        return new MessageTail(0, new Writer(8).u64(id).payload(NOTHING));
    }

    /** The size of the whole frame, counted as its length field counts. */
    public int frameSize() {
        return Frame.HEADER_SIZE - Frame.LENGTH_SIZE + OFFSET + bytes.length;
    }

    /** Big-endian numbers and length-prefixed text; refuses what its length field cannot hold. */
    private static final class Writer {

        private byte[] bytes;
        private int count;

        /** @param size how much will be written, if that is known */
        Writer(int size) {
            bytes = new byte[size];
        }

        Writer u8(int value) {
            reserve(1);
            bytes[count++] = (byte) value;
            return this;
        }

        Writer u16(int value) {
            return u8(value >>> 8).u8(value);
        }

        Writer u32(int value) {
            return u16(value >>> 16).u16(value);
        }

        Writer u64(long value) {
            return u32((int) (value >>> 32)).u32((int) value);
        }

        Writer text8(String what, String text) {
            if (text.length() <= 0xFF && isAscii(text)) {
                // Names above all: no array for each
                u8(text.length()).reserve(text.length());
                for (int i = 0; i < text.length(); i++) {
                    bytes[count++] = (byte) text.charAt(i);
                }
                return this;
            }
            byte[] utf8 = utf8(what, text, 0xFF);
            return u8(utf8.length).raw(utf8);
        }

        Writer text16(String what, String text) {
            byte[] utf8 = utf8(what, text, 0xFFFF);
            return u16(utf8.length).raw(utf8);
        }

        Writer headers(Map<String, String> headers) {
            if (headers.isEmpty()) {
                return this;
            }
            if (headers.size() > 0xFF) {
                throw new IllegalArgumentException("an event has at most 255 headers, but was given " + headers.size());
            }
            u8(headers.size());
            headers.forEach((name, value) -> text8("header name", name).text16("header " + name, value));
            return this;
        }

        byte[] payload(byte[] payload) {
            return raw(payload).bytes();
        }

        byte[] bytes() {
            return count == bytes.length ? bytes : Arrays.copyOf(bytes, count);
        }

        private Writer raw(byte[] source) {
            reserve(source.length);
            System.arraycopy(source, 0, bytes, count, source.length);
            count += source.length;
            return this;
        }

        private void reserve(int length) {
            if (length > bytes.length - count) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length + 256, Math.addExact(count, length)));
            }
        }

        private static boolean isAscii(String text) {
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) >= 0x80) {
                    return false;
                }
            }
            return true;
        }

        private static byte[] utf8(String what, String text, int limit) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            if (bytes.length > limit) {
                throw new IllegalArgumentException(
                        what + " has " + bytes.length + " bytes of UTF-8; the limit is " + limit);
            }
            return bytes;
        }
    }
}
