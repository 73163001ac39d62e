package com.atomiton.events.transport.unix;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** What a channel has not taken yet of one buffer. */
final class PendingBytes {

    private final ByteBuffer bytes;

    PendingBytes(int capacity) {
        bytes = ByteBuffer.allocate(capacity).limit(0);
    }

    /** Takes the rest of a buffer; there must be nothing pending. */
    void put(ByteBuffer buffer) {
        bytes.clear().put(buffer).flip();
    }

    boolean hasRemaining() {
        return bytes.hasRemaining();
    }

    /** Writes as much as the channel takes; returns whether that was all. */
    boolean writeTo(WritableByteChannel channel) throws IOException {
        if (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        return !bytes.hasRemaining();
    }
}
