package com.atomiton.events.codec;

import java.io.OutputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.exc.StreamConstraintsException;

/**
 * Where a payload is written to. It stops one that will not fit into a frame before it has filled the memory, and is used
 * again by the same thread for the next payload.
 */
final class LimitedOutput extends OutputStream {

    private static final int INITIAL_SIZE = 1024;

    /** One that has grown larger is not kept: a thread that once wrote much must not hold it for ever. */
    private static final int MAX_KEPT_SIZE = 64 * 1024;

    private static final ThreadLocal<@Nullable LimitedOutput> KEPT = new ThreadLocal<>();

    private byte[] bytes = new byte[INITIAL_SIZE];
    private int count;
    private int limit;

    private LimitedOutput() {}

    /** An empty one, to be given back with {@link #release()}; within a serializer too, which may emit on its own. */
    static LimitedOutput take(int limit) {
        LimitedOutput kept = KEPT.get();
        LimitedOutput output = kept == null ? new LimitedOutput() : kept;
        KEPT.set(null);
        output.count = 0;
        output.limit = limit;
        return output;
    }

    void release() {
        if (bytes.length <= MAX_KEPT_SIZE) {
            KEPT.set(this);
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, count);
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
        if (length > limit - count) {
            throw new StreamConstraintsException(
                    "the payload is longer than the limit of " + limit + " bytes (atomiton.events.max-frame-size)");
        }
        if (length > bytes.length - count) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(2L * bytes.length, (long) count + length)));
        }
    }
}
