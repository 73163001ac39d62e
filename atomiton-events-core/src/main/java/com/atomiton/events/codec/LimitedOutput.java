package com.atomiton.events.codec;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.exc.StreamConstraintsException;

/** Stops a payload that will not fit into a frame before it has filled the memory. */
final class LimitedOutput extends ByteArrayOutputStream {

    private final int limit;

    LimitedOutput(int limit) {
        super(512);
        this.limit = limit;
    }

    @Override
    public synchronized void write(int b) {
        requireRoom(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        requireRoom(length);
        super.write(bytes, offset, length);
    }

    private void requireRoom(int length) {
        if (length > limit - count) {
            throw new StreamConstraintsException(
                    "the payload is longer than the limit of " + limit + " bytes (atomiton.events.max-frame-size)");
        }
    }
}
