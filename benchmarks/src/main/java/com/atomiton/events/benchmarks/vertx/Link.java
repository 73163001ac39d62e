package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.concurrent.Semaphore;
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
    private static final int WRITES_ON_THEIR_WAY = 8;
    private static final int SMALL_WRITES_ON_THEIR_WAY = 2_000;

    private final Context context = Vertx.currentContext();
    private final NetSocket socket;
    private final int fullBlock;
    private final Semaphore room;
    private Buffer block = Buffer.buffer();

    /**
     * {@code inBlocks}: whether events are written many at once. {@code handler}: told on the socket's thread of each
     * frame's kind and content.
     */
    Link(NetSocket socket, boolean inBlocks, BiConsumer<Byte, Sample> handler) {
        this.socket = socket;
        this.fullBlock = inBlocks ? BLOCK : 1;
        this.room = new Semaphore(inBlocks ? WRITES_ON_THEIR_WAY : SMALL_WRITES_ON_THEIR_WAY);
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

    /** Appends a frame to the block, which is written when it is full. */
    void append(byte kind, Sample sample) throws InterruptedException {
        frame(block, kind, sample);
        if (block.length() >= fullBlock) {
            flush();
        }
    }

    /** Writes the block on the socket's thread; waits before while too many are on their way. */
    void flush() throws InterruptedException {
        if (block.length() == 0) {
            return;
        }
        room.acquire();
        Buffer full = block;
        context.runOnContext(now -> {
            Future<Void> unused = socket.write(full).onComplete(written -> room.release());
        });
        block = Buffer.buffer(fullBlock);
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
