package com.atomiton.events.codec;

import java.io.OutputStream;
import java.util.Arrays;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Where one payload after the other is written to, each behind the bytes that stand before it in its frame. It stops one
 * that will not fit into a frame before it has filled the memory.
 */
final class LimitedOutput extends OutputStream {

    private static final byte[] NOTHING = {};

    private final int limit;

    /** Of the payload that is being written. */
    private byte[] head = NOTHING;

    private byte[] bytes = NOTHING;
    private int count;

    /** @param limit how many bytes a payload may have */
    LimitedOutput(int limit) {
        this.limit = limit;
    }

    /** The next payload begins, behind these bytes. */
    void begin(byte[] before) {
        head = before;
        bytes = before;
        count = before.length;
    }

    /** The head and the payload; they are not kept here. */
    byte[] take() {
        byte[] taken = count == bytes.length && bytes != head ? bytes : Arrays.copyOf(bytes, count);
        begin(NOTHING);
        return taken;
    }

    @Override
    public void write(int b) {
        reserve(1);
        bytes[count++] = (byte) b;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, count, length);
        count += length;
    }

    private void reserve(int length) {
        int payload = count - head.length;
        if (length > limit - payload) {
            throw new StreamConstraintsException(
                    "the payload is longer than the limit of " + limit + " bytes (atomiton.events.max-frame-size)");
        }
        if (length > bytes.length - count) {
            // Most payloads come in one piece, and what is made for that is the frame's tail: nothing is copied again.
            long more = Math.min(limit, Math.max(2L * payload, (long) payload + length));
            bytes = Arrays.copyOf(bytes, Math.toIntExact(head.length + more));
        }
    }
}
