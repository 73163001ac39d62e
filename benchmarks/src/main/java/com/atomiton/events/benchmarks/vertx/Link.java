package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.function.BiConsumer;

/**
 * A socket with frames: four bytes of length, one for the kind, JSON. One thread sends, the socket's receives; created on
 * the latter.
 */
final class Link {

    static final byte EVENT = 0;
    static final byte REQUEST = 1;
    static final byte REPLY = 2;

    private static final int BLOCK = 64 * 1024;
    private static final long LOOK_AGAIN_MILLIS = 10;

    private final Context context = Vertx.currentContext();
    private final NetSocket socket;
    private final int fullBlock;
    private Buffer block = Buffer.buffer();

    /**
     * {@code inBlocks}: whether events are written many at once. {@code handler}: told on the socket's thread of each
     * frame's kind and content.
     */
    Link(NetSocket socket, boolean inBlocks, BiConsumer<Byte, Sample> handler) {
        this.socket = socket;
        this.fullBlock = inBlocks ? BLOCK : 1;
        socket.setWriteQueueMaxSize(4 * BLOCK);
        socket.drainHandler(drained -> wake());
        RecordParser parser = RecordParser.newFixed(Integer.BYTES);
        boolean[] inFrame = {false};
        parser.handler(part -> {
            if (inFrame[0]) {
                parser.fixedSizeMode(Integer.BYTES);
                handler.accept(part.getByte(0), SampleJson.decode(part.getBytes(1, part.length())));
            } else {
                parser.fixedSizeMode(part.getInt(0));
            }
            inFrame[0] = !inFrame[0];
        });
        socket.handler(parser);
    }

    private synchronized void wake() {
        notifyAll();
    }

    /** Appends a frame to the block, which is written when it is full. */
    void append(byte kind, Sample sample) throws InterruptedException {
        frame(block, kind, sample);
        if (block.length() >= fullBlock) {
            flush();
        }
    }

    /** Writes the block; waits before while the socket's queue is full. */
    void flush() throws InterruptedException {
        if (block.length() == 0) {
            return;
        }
        if (socket.writeQueueFull()) {
            awaitDrained();
        }
        Future<Void> unused = socket.write(block);
        block = Buffer.buffer(fullBlock);
    }

    private synchronized void awaitDrained() throws InterruptedException {
        while (socket.writeQueueFull()) {
            // Not without end: it may have been drained between the question and this.
            wait(LOOK_AGAIN_MILLIS);
        }
    }

    /** Writes a frame past the block, on the socket's thread. */
    void write(byte kind, Sample sample) {
        Buffer frame = frame(Buffer.buffer(), kind, sample);
        context.runOnContext(now -> {
            Future<Void> unused = socket.write(frame);
        });
    }

    private static Buffer frame(Buffer target, byte kind, Sample sample) {
        byte[] json = SampleJson.encode(sample);
        return target.appendInt(json.length + 1).appendByte(kind).appendBytes(json);
    }
}
