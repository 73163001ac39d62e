package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** A renderer that writes whatever bytes a test wants, over a real socket. For one thread. */
final class RawRenderer implements AutoCloseable {

    private final SocketChannel channel;
    private final FrameDecoder decoder = new FrameDecoder(1 << 20);
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
    private final Deque<Frame> frames = new ArrayDeque<>();
    private long sent;

    private RawRenderer(SocketChannel channel) {
        this.channel = channel;
    }

    /** Connected, with the handshake over; it answers requests named {@code test:ask}. */
    static RawRenderer connect(Path socket, String instance) throws IOException {
        RawRenderer renderer = new RawRenderer(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
        renderer.control(
                FrameType.HELLO,
                "{\"protocol\":1,\"role\":\"renderer\",\"instance\":\"" + instance
                        + "\",\"epoch\":0,\"received\":0,\"from\":1,\"maxFrame\":1048576}");
        renderer.await(FrameType.READY);
        renderer.control(FrameType.READY, "{\"handles\":[\"test:ask\"]}");
        return renderer;
    }

    void bytes(byte[] bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        while (all.hasRemaining()) {
            channel.write(all);
        }
    }

    void control(FrameType type, String body) throws IOException {
        bytes(Frame.control(type, body.getBytes(UTF_8)).toBytes());
    }

    void event(String name, byte[] payload) throws IOException {
        ByteBuffer body = ByteBuffer.allocate(17 + name.length() + payload.length)
                .putLong(++sent)
                .putLong(sent)
                .put((byte) name.length())
                .put(name.getBytes(UTF_8))
                .put(payload);
        bytes(new Frame(FrameType.EVENT, 0, body.array()).toBytes());
    }

    void request(long id, int timeoutMillis, String name, String payload) throws IOException {
        byte[] content = payload.getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(21 + name.length() + content.length)
                .putLong(++sent)
                .putLong(id)
                .putInt(timeoutMillis)
                .put((byte) name.length())
                .put(name.getBytes(UTF_8))
                .put(content);
        bytes(new Frame(FrameType.REQUEST, 0, body.array()).toBytes());
    }

    void reply(long id, String payload) throws IOException {
        byte[] content = payload.getBytes(UTF_8);
        ByteBuffer body = ByteBuffer.allocate(17 + content.length)
                .putLong(++sent)
                .putLong(id)
                .put((byte) 0)
                .put(content);
        bytes(new Frame(FrameType.REPLY, 0, body.array()).toBytes());
    }

    /** The next frame of this type; those before it are dropped. */
    Frame await(FrameType type) throws IOException {
        while (true) {
            Frame frame = frames.poll();
            if (frame == null) {
                if (!read()) {
                    throw new EOFException("closed while waiting for " + type);
                }
            } else if (frame.type() == type) {
                return frame;
            }
        }
    }

    /** The id of the next request. */
    long awaitRequest() throws IOException {
        return ByteBuffer.wrap(await(FrameType.REQUEST).body()).getLong(8);
    }

    /** Reads until main has closed the connection. */
    void awaitEnd() {
        try {
            while (read()) {
                // Until the end of the stream, or a reset since main had not read everything.
            }
        } catch (IOException reset) {
            frames.clear();
        }
    }

    private boolean read() throws IOException {
        int count = channel.read(buffer.clear());
        if (count < 0) {
            return false;
        }
        decoder.feed(buffer.flip(), frames::add);
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
