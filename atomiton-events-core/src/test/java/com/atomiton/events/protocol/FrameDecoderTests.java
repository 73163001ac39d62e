package com.atomiton.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameDecoderTests {

    private static final int LIMIT = 1_000;

    private static final List<Frame> FRAMES = List.of(
            Frame.control(FrameType.PING, new byte[8]),
            Frame.control(FrameType.GOODBYE, new byte[0]),
            Frame.control(FrameType.ACK, new Acknowledgement(4, List.of(new Acknowledgement.Range(6, 9))).toBytes()),
            new Frame(FrameType.EVENT, 0xFF, message()),
            Frame.control(FrameType.PONG, new byte[0]));

    private final FrameDecoder decoder = new FrameDecoder(LIMIT);
    private final List<Frame> decoded = new ArrayList<>();

    @Test
    void whereverTheStreamIsSplitTheFramesAreTheSame() {
        byte[] stream = stream(FRAMES);
        for (int first = 0; first <= stream.length; first++) {
            for (int second = first; second <= stream.length; second++) {
                FrameDecoder decoder = new FrameDecoder(LIMIT);
                List<Frame> decoded = new ArrayList<>();
                decoder.feed(ByteBuffer.wrap(stream, 0, first), decoded::add);
                decoder.feed(ByteBuffer.wrap(stream, first, second - first), decoded::add);
                decoder.feed(ByteBuffer.wrap(stream, second, stream.length - second), decoded::add);
                assertSame(decoded, FRAMES);
                assertThat(decoder.isMidFrame()).isFalse();
            }
        }
    }

    @Test
    void whatIsKeptOfAFrameGrowsWithWhatHasArrived() {
        FrameDecoder large = new FrameDecoder(8 * 1024 * 1024);
        byte[] announced = ByteBuffer.allocate(16)
                .putInt(0, 8 * 1024 * 1024)
                .put(4, (byte) 16)
                .array();
        large.feed(ByteBuffer.wrap(announced), decoded::add);

        assertThat(large.buffered()).isBetween(10, 1024);

        large.feed(ByteBuffer.wrap(new byte[1024 * 1024]), decoded::add);
        assertThat(large.buffered()).isBetween(1024 * 1024, 3 * 1024 * 1024);
        large.feed(ByteBuffer.wrap(new byte[7 * 1024 * 1024 - 12]), decoded::add);
        assertThat(decoded).hasSize(1).allMatch(frame -> frame.body().length == 8 * 1024 * 1024 - 2);
        assertThat(large.buffered()).isZero();
    }

    @Test
    void aFrameHasBegunWithItsFirstByteAndEndedWithItsLast() {
        byte[] frame = FRAMES.get(0).toBytes();
        for (int i = 0; i < frame.length - 1; i++) {
            feed(frame[i]);
            assertThat(decoder.isMidFrame()).as("after byte %d", i).isTrue();
        }
        feed(frame[frame.length - 1]);

        assertThat(decoder.isMidFrame()).isFalse();
        assertThat(decoded).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, LIMIT + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1})
    void aLengthOutOfTheLimitsIsRefusedAsSoonAsItIsThere(int length) {
        byte[] bytes = ByteBuffer.allocate(4).putInt(length).array();
        feed(bytes[0], bytes[1], bytes[2]);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> feed(bytes[3]))
                .withMessage("a frame announces " + Integer.toUnsignedString(length)
                        + " bytes; allowed are 2 to 1000 (atomiton.events.max-frame-size)");
    }

    @Test
    void aFrameOfExactlyTheLimitIsTaken() {
        byte[] largest = Frame.control(FrameType.HELLO, new byte[LIMIT - 2]).toBytes();

        decoder.feed(ByteBuffer.wrap(largest), decoded::add);

        assertThat(decoded).hasSize(1);
    }

    @Test
    void aChangedLimitHoldsFromTheNextFrameOn() {
        byte[] both = stream(List.of(
                Frame.control(FrameType.WELCOME, new byte[1]), Frame.control(FrameType.READY, new byte[LIMIT])));

        decoder.feed(ByteBuffer.wrap(both), frame -> {
            decoder.limit(2 * LIMIT);
            decoded.add(frame);
        });

        assertThat(decoded).extracting(Frame::type).containsExactly(FrameType.WELCOME, FrameType.READY);
    }

    @Test
    void framesBeforeAnInvalidOneAreHandedOver() {
        byte[] stream = stream(FRAMES);
        ByteBuffer withRubbish =
                ByteBuffer.allocate(stream.length + 6).put(stream).put(new byte[] {0, 0, 0, 2, 99, 0});

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> decoder.feed(withRubbish.flip(), decoded::add))
                .withMessage("frame type 99 is not known");
        assertSame(decoded, FRAMES);
    }

    @Property(tries = 3_000)
    void anyBytesAreFramesOrRefused(@ForAll @Size(max = 300) byte[] bytes) {
        readAll(bytes);
    }

    @Property(tries = 3_000)
    void anyMessageBodyIsAMessageOrRefused(
            @ForAll @IntRange(min = 16, max = 20) int type, @ForAll byte flags, @ForAll @Size(max = 60) byte[] body) {
        readAll(new Frame(FrameType.ofCode(type), flags & 0xFF, body).toBytes());
    }

    @Property(tries = 5_000)
    void mutatedFramesAreFramesOrRefused(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 10_000) Integer> places,
            @ForAll @Size(min = 4, max = 4) byte[] values) {
        byte[] bytes = stream(FRAMES);
        for (int i = 0; i < places.size(); i++) {
            bytes[places.get(i) % bytes.length] = values[i];
        }
        readAll(bytes);
    }

    /** Whatever else is thrown fails the property. */
    private static void readAll(byte[] bytes) {
        try {
            new FrameDecoder(LIMIT).feed(ByteBuffer.wrap(bytes), frame -> {
                assertThat(frame.body().length).isLessThanOrEqualTo(LIMIT - 2);
                if (frame.type().isMessage()) {
                    Message message = Message.of(frame);
                    assertThat(message.payloadLength()).isBetween(0, frame.body().length - 16);
                } else if (frame.type() == FrameType.ACK) {
                    Acknowledgement.of(frame.body());
                }
            });
        } catch (ProtocolException refused) {
            assertThat(refused).hasMessageMatching("(?s).{5,200}");
        }
    }

    private void feed(byte... bytes) {
        decoder.feed(ByteBuffer.wrap(bytes), decoded::add);
    }

    private static void assertSame(List<Frame> decoded, List<Frame> expected) {
        assertThat(decoded)
                .extracting(Frame::type)
                .isEqualTo(expected.stream().map(Frame::type).toList());
        assertThat(stream(decoded)).isEqualTo(stream(expected));
    }

    private static byte[] message() {
        MessageTail tail = MessageTail.event(2, "a:b", "k", Map.of("h", "v"), new byte[] {'1'});
        return ByteBuffer.allocate(8 + tail.bytes().length)
                .putLong(1)
                .put(tail.bytes())
                .array();
    }

    private static byte[] stream(List<Frame> frames) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        frames.forEach(frame -> stream.writeBytes(frame.toBytes()));
        return stream.toByteArray();
    }
}
