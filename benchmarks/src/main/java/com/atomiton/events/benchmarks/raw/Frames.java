package com.atomiton.events.benchmarks.raw;

import java.nio.ByteBuffer;

/** Frames in a buffer: four bytes of length, one of {@link Kind}, the body. */
final class Frames {

    static final int HEADER = Integer.BYTES + 1;

    /** Told of each frame. */
    @FunctionalInterface
    interface Visitor {
        /** The body is at {@code bytes[offset]}; only valid during the call. */
        void frame(Kind kind, byte[] bytes, int offset, int length);
    }

    private Frames() {}

    /** Visits the complete frames from the position on and moves it behind them. */
    static void each(ByteBuffer buffer, Visitor visitor) {
        int position = buffer.position();
        while (buffer.limit() - position >= HEADER) {
            int length = buffer.getInt(position);
            if (buffer.limit() - position - HEADER < length) {
                break;
            }
            Kind kind = Kind.of(buffer.get(position + Integer.BYTES));
            visitor.frame(kind, buffer.array(), buffer.arrayOffset() + position + HEADER, length);
            position += HEADER + length;
        }
        buffer.position(position);
    }

    /** How many bytes from the position on are complete frames. */
    static int complete(ByteBuffer buffer) {
        int position = buffer.position();
        while (buffer.limit() - position >= HEADER) {
            int length = buffer.getInt(position);
            if (buffer.limit() - position - HEADER < length) {
                break;
            }
            position += HEADER + length;
        }
        return position - buffer.position();
    }
}
