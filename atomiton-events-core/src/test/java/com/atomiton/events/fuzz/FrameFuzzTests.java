package com.atomiton.events.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.Frame;
import com.atomiton.events.protocol.FrameDecoder;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ProtocolException;
import com.atomiton.events.protocol.ReplyStatus;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.Messages;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A million mutated frames through the decoder and the readers of bodies. The seed is printed;
 * {@code -Dfuzz.seed=N -Dfuzz.frames=1} repeats one frame, {@code -Pfuzz} reads many more.
 */
class FrameFuzzTests {

    private static final int LIMIT = 4096;

    private final List<byte[]> corpus = corpus();
    private final SendWindow window = window();

    private long readFrames;
    private long refused;

    @Test
    void anyBytesGiveFramesOrAProtocolException() {
        long firstSeed = Long.getLong("fuzz.seed", new Random().nextLong() >>> 16);
        long count = Long.getLong("fuzz.frames", 1_000_000);
        System.out.println("fuzz.seed=" + firstSeed + " fuzz.frames=" + count);
        for (long seed = firstSeed; seed < firstSeed + count; seed++) {
            Random random = new Random(seed);
            byte[] bytes = new Mutations(random, corpus).next();
            try {
                List<Frame> whole = decode(bytes, bytes.length);
                List<Frame> split = decode(bytes, 1 + random.nextInt(7));
                // The same frames, however the bytes are cut.
                assertThat(split.size()).isEqualTo(whole.size());
                whole.forEach(this::read);
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError(
                        "-Dfuzz.seed=" + seed + " -Dfuzz.frames=1: "
                                + HexFormat.of().formatHex(bytes),
                        wrong);
            }
        }
        System.out.println(readFrames + " bodies were read, " + refused + " refused");
        if (count >= 1_000) {
            // Mutations that leave nothing valid, or everything, would test nothing.
            assertThat(readFrames).isGreaterThan(count / 10);
            assertThat(refused).isGreaterThan(count / 10);
        }
    }

    private static List<Frame> decode(byte[] bytes, int partSize) {
        List<Frame> frames = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        try {
            for (int from = 0; from < bytes.length; from += partSize) {
                decoder.feed(ByteBuffer.wrap(bytes, from, Math.min(partSize, bytes.length - from)), frames::add);
            }
        } catch (ProtocolException expected) {
            // The frames before it count.
        }
        return frames;
    }

    private void read(Frame frame) {
        assertThat(frame.body().length).isLessThanOrEqualTo(LIMIT - 2);
        try {
            if (frame.type().isMessage()) {
                Message message = Message.of(frame);
                assertThat(message.payloadLength()).isNotNegative();
                assertThat(message.number() == 0).isEqualTo(message.is(MessageFlags.UNNUMBERED));
                assertThat(message.toString()).isNotEmpty();
                readFrames++;
            } else if (frame.type() == FrameType.ACK) {
                Acknowledgement acknowledgement = Acknowledgement.of(frame.body());
                assertThat(Acknowledgement.of(acknowledgement.toBytes())).isEqualTo(acknowledgement);
                readFrames++;
                window.acknowledge(acknowledgement);
            }
        } catch (ProtocolException expected) {
            refused++;
        }
    }

    private static SendWindow window() {
        SendWindow window = new SendWindow(100, 1_000_000);
        for (int i = 0; i < 10; i++) {
            window.offer(new OutboundMessage(
                    FrameType.EVENT, "n", MessageTail.event(i, "n", null, Map.of(), new byte[0]), 0, Fate.UNOBSERVED));
            Messages.next(window, 0, LIMIT);
        }
        return window;
    }

    private static List<byte[]> corpus() {
        Map<String, String> headers = Map.of("correlation-id", "c-1", "traceparent", "00-ab-cd-01");
        byte[] payload = "{\"a\":[1,2,{\"b\":\"ü\"}]}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        List<byte[]> corpus = new ArrayList<>();
        corpus.add(message(FrameType.EVENT, 1, MessageTail.event(7, "conductor:execute", null, Map.of(), payload)));
        corpus.add(message(FrameType.EVENT, 2, MessageTail.event(8, "conductor:progress", "kéy", headers, payload)));
        corpus.add(message(FrameType.EVENT, 3, MessageTail.event(9, "n".repeat(200), "", headers, new byte[300])));
        corpus.add(message(FrameType.EVENT, 0, MessageTail.event(10, "v", null, Map.of(), payload)));
        corpus.add(message(FrameType.REQUEST, 4, MessageTail.request(11, 30_000, "conductor:ask", headers, payload)));
        corpus.add(message(FrameType.REPLY, 5, MessageTail.reply(11, ReplyStatus.FAILED, payload)));
        corpus.add(message(FrameType.PROGRESS, 6, MessageTail.progress(11, payload)));
        corpus.add(message(FrameType.CANCEL, 7, MessageTail.cancel(11)));
        corpus.add(control(FrameType.ACK, new Acknowledgement(5, List.of()).toBytes()));
        corpus.add(control(
                FrameType.ACK,
                new Acknowledgement(
                                2,
                                List.of(
                                        new Acknowledgement.Range(4, 4),
                                        new Acknowledgement.Range(6, 7),
                                        new Acknowledgement.Range(9, 10)))
                        .toBytes()));
        corpus.add(control(FrameType.PING, new byte[8]));
        corpus.add(
                control(FrameType.GOODBYE, "{\"reason\":\"stops\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return corpus;
    }

    private static byte[] control(FrameType type, byte[] body) {
        return Frame.control(type, body).toBytes();
    }

    private static byte[] message(FrameType type, long number, MessageTail tail) {
        ByteBuffer body = ByteBuffer.allocate(MessageTail.OFFSET + tail.bytes().length)
                .putLong(number)
                .put(tail.bytes());
        int flags = tail.flags() | (number == 0 ? MessageFlags.UNNUMBERED : 0);
        return new Frame(type, flags, body.array()).toBytes();
    }
}
