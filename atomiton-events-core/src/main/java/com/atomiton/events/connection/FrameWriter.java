package com.atomiton.events.connection;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.OutboundMessage;
import java.nio.ByteBuffer;

/**
 * Copies one frame after the other into buffers that may be smaller than it. Belongs to one connection: half a frame
 * never survives a reconnect. Not thread-safe.
 */
final class FrameWriter {

    private final ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_SIZE + MessageTail.OFFSET);
    private byte[] rest = new byte[0];
    private int restWritten;

    FrameWriter() {
        header.limit(0);
    }

    /** Whether the last frame has been copied to its end. */
    boolean isIdle() {
        return !header.hasRemaining() && restWritten == rest.length;
    }

    void begin(Frame frame) {
        header.clear();
        Frame.writeHeader(header, frame.type(), frame.flags(), frame.body().length);
        header.flip();
        rest = frame.body();
        restWritten = 0;
    }

    void begin(OutboundMessage message) {
        byte[] tail = message.tail().bytes();
        header.clear();
        Frame.writeHeader(header, message.type(), message.flags(), MessageTail.OFFSET + tail.length);
        header.putLong(message.number());
        header.flip();
        rest = tail;
        restWritten = 0;
    }

    /** Copies as much as fits. */
    void copyTo(ByteBuffer out) {
        if (header.remaining() <= out.remaining()) {
            out.put(header);
        } else {
            while (out.hasRemaining()) {
                out.put(header.get());
            }
        }
        int part = Math.min(rest.length - restWritten, out.remaining());
        out.put(rest, restWritten, part);
        restWritten += part;
    }
}
