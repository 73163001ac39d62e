package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Sample;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A buffer that frames are written into one after the other; the body straight from the encoder. */
final class FrameBuffer extends OutputStream {

    static final int BATCH = 64 * 1024;

    private byte[] bytes = new byte[BATCH];
    private int end;

    /** Appends a frame. */
    void append(Kind kind, Payload payload, Sample sample) {
        int start = end;
        room(Frames.HEADER);
        end += Frames.HEADER;
        payload.write(sample, this);
        ByteBuffer.wrap(bytes).putInt(start, end - start - Frames.HEADER).put(start + Integer.BYTES, (byte)
                kind.ordinal());
    }

    /** Appends a frame whose body exists. */
    void append(Kind kind, byte[] body, int offset, int length) {
        int start = end;
        room(Frames.HEADER + length);
        ByteBuffer.wrap(bytes).putInt(start, length).put(start + Integer.BYTES, (byte) kind.ordinal());
        end += Frames.HEADER;
        write(body, offset, length);
    }

    boolean isFull() {
        return end >= BATCH;
    }

    /** What has been appended; the buffer is empty afterwards. */
    ByteBuffer take() {
        ByteBuffer taken = ByteBuffer.wrap(bytes, 0, end);
        end = 0;
        return taken;
    }

    @Override
    public void write(int value) {
        room(1);
        bytes[end++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        room(length);
        System.arraycopy(source, offset, bytes, end, length);
        end += length;
    }

    private void room(int more) {
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, end + more));
        }
    }
}
