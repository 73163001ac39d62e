package com.atomiton.events.protocol;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into frames. Belongs to one connection and dies with it: half a frame never survives a
 * reconnect. Total: any bytes give frames or a {@link ProtocolException}. Not thread-safe.
 */
public final class FrameDecoder {

    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_SIZE);

    private int maxFrameSize;
    private @Nullable FrameType type;
    private byte[] body = new byte[0];
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

    /**
     * Takes bytes and hands over each frame they complete.
     *
     * @param in read to its end
     * @throws ProtocolException if the bytes are no valid frame; the decoder must not be used again
     */
    public void feed(ByteBuffer in, Consumer<Frame> frames) {
        while (in.hasRemaining()) {
            if (type == null && !readHeader(in)) {
                return;
            }
            // An empty body is complete here, with nothing left to read.
            int part = Math.min(in.remaining(), body.length - bodyFilled);
            in.get(body, bodyFilled, part);
            bodyFilled += part;
            if (bodyFilled == body.length && type != null) {
                Frame frame = new Frame(type, header.get(Frame.LENGTH_SIZE + 1) & 0xFF, body);
                header.clear();
                type = null;
                frames.accept(frame);
            }
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
        body = new byte[length - (Frame.HEADER_SIZE - Frame.LENGTH_SIZE)];
        bodyFilled = 0;
        return true;
    }
}
