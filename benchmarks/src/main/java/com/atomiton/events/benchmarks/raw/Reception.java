package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Repeated;
import com.atomiton.events.benchmarks.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes events and requests from connections to the handler, which counts the ones and answers the others. */
final class Reception {

    private static final int BULKS = 16;
    private static final int EVENTS = 8192;

    /** What the reading thread hands over. */
    private record Bulk(RawConnection connection, ByteBuffer frames) {}

    private record Decoded(RawConnection connection, Kind kind, Sample sample) {}

    private final Payload payload;
    private final Handover handover;
    private final Receiver receiver;
    private final Consumer<RawConnection> hello;
    private final FrameBuffer replies = new FrameBuffer();
    private final BlockingQueue<Bulk> bulks = new ArrayBlockingQueue<>(BULKS);
    private final BlockingQueue<Decoded> events = new ArrayBlockingQueue<>(EVENTS);

    /** {@code hello}: told on the reading thread of a connection that wants events. */
    Reception(Payload payload, Handover handover, Receiver receiver, Consumer<RawConnection> hello) {
        this.payload = payload;
        this.handover = handover;
        this.receiver = receiver;
        this.hello = hello;
        switch (handover) {
            case NONE -> {}
            case BULK ->
                Repeated.start("handler", () -> {
                    Bulk bulk = bulks.take();
                    handleAll(bulk.connection, bulk.frames);
                });
            case EACH ->
                Repeated.start("handler", () -> {
                    Decoded decoded = events.take();
                    handle(decoded.connection, decoded.kind, decoded.sample);
                });
        }
    }

    /** Called by the reading thread with what it has read; consumes the complete frames. */
    void consume(RawConnection connection, ByteBuffer unread) throws InterruptedException {
        switch (handover) {
            case NONE -> handleAll(connection, unread);
            case BULK -> handOver(connection, unread);
            case EACH ->
                Frames.each(unread, (kind, bytes, offset, length) -> enqueue(connection, kind, bytes, offset, length));
        }
    }

    private void handOver(RawConnection connection, ByteBuffer unread) throws InterruptedException {
        int complete = Frames.complete(unread);
        if (complete > 0) {
            byte[] frames = new byte[complete];
            unread.get(frames);
            bulks.put(new Bulk(connection, ByteBuffer.wrap(frames)));
        }
    }

    private void enqueue(RawConnection connection, Kind kind, byte[] bytes, int offset, int length) {
        if (kind == Kind.HELLO) {
            hello.accept(connection);
            return;
        }
        Sample sample = payload.read(bytes, offset, length);
        if (sample == null) {
            throw new IllegalStateException("Events that are not decoded cannot be handed over one by one");
        }
        try {
            events.put(new Decoded(connection, kind, sample));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void handleAll(RawConnection connection, ByteBuffer frames) {
        int[] count = {0};
        Frames.each(frames, (kind, bytes, offset, length) -> {
            if (kind == Kind.HELLO) {
                hello.accept(connection);
                return;
            }
            Sample sample = payload.read(bytes, offset, length);
            if (kind == Kind.EVENT) {
                count[0]++;
            } else {
                reply(connection, sample, bytes, offset, length);
            }
        });
        receiver.received(count[0]);
    }

    private void handle(RawConnection connection, Kind kind, Sample sample) {
        if (kind == Kind.EVENT) {
            receiver.received(1);
        } else {
            reply(connection, sample, new byte[0], 0, 0);
        }
    }

    private void reply(RawConnection connection, @Nullable Sample sample, byte[] bytes, int offset, int length) {
        if (sample == null) {
            replies.append(Kind.REPLY, bytes, offset, length);
        } else {
            replies.append(Kind.REPLY, payload, sample);
        }
        try {
            connection.write(replies.take());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
