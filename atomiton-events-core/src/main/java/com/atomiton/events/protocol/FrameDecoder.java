package com.atomiton.events.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. What it keeps of one grows with what has arrived, not with what is announced. Belongs to one connection and dies with it: half a frame never survives a
 * reconnect. Total: any bytes give frames or a {@link ProtocolException}. Not thread-safe.
 */
public final class FrameDecoder {

    /** What a body begins with, if no more of it has arrived. */
    private static final int FIRST_BYTES = 1024;

    private static final byte[] NOTHING = {};

    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_SIZE);

    private int maxFrameSize;
    private @Nullable FrameType type;
    private int bodyLength;
    private byte[] body = NOTHING;
    private int bodyFilled;

    /** A decoder that refuses frames of more bytes than this, counted as the length field counts. */
    public FrameDecoder(int maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    /** Changes the limit, from the next frame on: it is low until the handshake has succeeded. */
    public void limit(int maxFrameSize) {
        this.maxFrameSize = maxFrameSize;
    }

    /** Whether a frame has begun and not ended. */
    public boolean isMidFrame() {
        return header.position() > 0;
    }

    /** How many bytes are kept of a frame that has not ended. */
    public int buffered() {
        return body.length;
    }

    /**
     * Takes bytes and hands over each frame they complete.
     *
     * @param in read to its end
     * @throws ProtocolException if the bytes are no valid frame; the decoder must not be used again
     */
    public void feed(ByteBuffer in, Consumer<Frame> frames) {
        feed(in, frames, () -> false);
    }

    /** As the other one, but leaves what remains when it is told to stop, which it asks after each frame. */
    public void feed(ByteBuffer in, Consumer<Frame> frames, BooleanSupplier stop) {
        while (in.hasRemaining()) {
            if (type == null && !readHeader(in)) {
                return;
            }
            // An empty body is complete here, with nothing left to read.
            int part = Math.min(in.remaining(), bodyLength - bodyFilled);
            reserve(bodyFilled + part);
            in.get(body, bodyFilled, part);
            bodyFilled += part;
            if (bodyFilled == bodyLength && type != null) {
                Frame frame = new Frame(type, header.get(Frame.LENGTH_SIZE + 1) & 0xFF, body);
                header.clear();
                type = null;
                body = NOTHING;
                frames.accept(frame);
                if (stop.getAsBoolean()) {
                    return;
                }
            }
        }
    }

    /** Makes room for so many bytes of the body, and for as many again if there will be so many. */
    private void reserve(int bytes) {
        if (bytes > body.length) {
            int more = (int) Math.min(bodyLength, Math.max(FIRST_BYTES, 2L * bytes));
            body = Arrays.copyOf(body, bytes == bodyLength ? bytes : more);
        }
    }

    private boolean readHeader(ByteBuffer in) {
        int part = Math.min(in.remaining(), header.remaining());
        in.get(header.array(), header.position(), part);
        header.position(header.position() + part);
        if (header.position() < Frame.LENGTH_SIZE) {
            return false;
        }
        int length = header.getInt(0);
        if (length < Frame.HEADER_SIZE - Frame.LENGTH_SIZE || length > maxFrameSize) {
            throw new ProtocolException("a frame announces " + Integer.toUnsignedString(length)
                    + " bytes; allowed are 2 to " + maxFrameSize + " (atomiton.events.max-frame-size)");
        }
        if (header.hasRemaining()) {
            return false;
        }
        type = FrameType.ofCode(header.get(Frame.LENGTH_SIZE));
        bodyLength = length - (Frame.HEADER_SIZE - Frame.LENGTH_SIZE);
        bodyFilled = 0;
        return true;
    }
}
