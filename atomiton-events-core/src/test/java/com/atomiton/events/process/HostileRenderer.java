package com.atomiton.events.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** A process of the same user that speaks the protocol, but as it likes. */
final class HostileRenderer implements AutoCloseable {

    private final SocketChannel channel;
    private final FrameDecoder decoder = new FrameDecoder(16 * 1024 * 1024);
    private final Queue<Frame> frames = new ArrayDeque<>();

    HostileRenderer(Path directory) throws IOException {
        channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(Sockets.socket(directory)));
    }

    /** Sends HELLO and returns what main answers. Texts are put into the JSON as they are. */
    String hello(String instance, String name, String session) throws IOException {
        send(
                FrameType.HELLO,
                ("{\"protocol\":1,\"role\":\"renderer\",\"instance\":\"" + instance + "\",\"name\":\"" + name
                                + "\",\"session\":\"" + session
                                + "\",\"epoch\":1,\"received\":0,\"from\":1,\"codecs\":[\"json\"],"
                                + "\"maxFrame\":1000000,\"contract\":{}}")
                        .getBytes(UTF_8));
        Frame answer = receive();
        return answer == null ? "" : answer.type() + " " + new String(answer.body(), UTF_8);
    }

    /** Sends this HELLO, and what comes before READY. Throws if main does not welcome it. */
    HostileRenderer welcome(byte[] hello) throws IOException {
        send(FrameType.HELLO, hello);
        Frame answer = receive();
        if (answer == null || answer.type() != FrameType.WELCOME) {
            throw new IOException("not welcome: " + (answer == null ? "closed" : new String(answer.body(), UTF_8)));
        }
        send(FrameType.ACK, new byte[10]);
        return this;
    }

    void send(FrameType type, byte[] body) throws IOException {
        send(type, 0, body);
    }

    void send(FrameType type, int flags, byte[] body) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(Frame.HEADER_SIZE + body.length);
        Frame.writeHeader(out, type, flags, body.length);
        write(out.put(body).flip());
    }

    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The next frame; {@code null} at the end of the stream. */
    @Nullable
    Frame receive() {
        ByteBuffer in = ByteBuffer.allocate(8192);
        try {
            while (frames.isEmpty()) {
                if (channel.read(in.clear()) < 0) {
                    return null;
                }
                decoder.feed(in.flip(), frames::add);
            }
        } catch (IOException reset) {
            return null;
        }
        return frames.remove();
    }

    /** Reads until there is a frame of this type; {@code false} if the stream ends before. */
    boolean await(FrameType type) {
        for (Frame frame = receive(); frame != null; frame = receive()) {
            if (frame.type() == type) {
                return true;
            }
        }
        return false;
    }

    /** Reads until main closes the connection. */
    void awaitEnd() {
        while (receive() != null) {
            // Until there is none
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
