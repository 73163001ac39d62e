package com.atomiton.events.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** What the vectors in {@code docs/wire-protocol} do not show. */
class MessageTests {

    private static final byte[] PAYLOAD = {1, 2, 3};

    @Property(tries = 500)
    void anEventComesBackAsItWas(
            @ForAll @LongRange(min = 1) long number,
            @ForAll @LongRange(min = 0) long id,
            @ForAll @CharRange(from = 'a', to = 'z') @StringLength(min = 1, max = 200) String name,
            @ForAll @Size(max = 5) Map<@StringLength(max = 60) String, @StringLength(max = 200) String> headers,
            @ForAll @StringLength(max = 300) String key,
            @ForAll byte[] payload) {
        // Half a surrogate pair has no UTF-8 form.
        String sentKey = wellFormed(key);
        Map<String, String> sentHeaders = new HashMap<>();
        headers.forEach((header, value) -> sentHeaders.put(wellFormed(header), wellFormed(value)));

        Message message = read(FrameType.EVENT, number, MessageTail.event(id, name, sentKey, sentHeaders, payload));

        assertThat(message.number()).isEqualTo(number);
        assertThat(message.id()).isEqualTo(id);
        assertThat(message.name()).isEqualTo(name);
        assertThat(message.key()).isEqualTo(sentKey);
        assertThat(message.headers()).isEqualTo(sentHeaders);
        assertThat(payload(message)).isEqualTo(payload);
    }

    @Test
    void whatALengthFieldCannotHoldIsRefusedWhenItIsWritten() {
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 256; i++) {
            many.put("h" + i, "");
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageTail.event(1, "a", null, many, PAYLOAD))
                .withMessage("an event has at most 255 headers, but was given 256");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageTail.event(1, "a", null, Map.of("é".repeat(128), ""), PAYLOAD))
                .withMessage("header name has 256 bytes of UTF-8; the limit is 255");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageTail.event(1, "a", null, Map.of("h", "v".repeat(65_536)), PAYLOAD))
                .withMessage("header h has 65536 bytes of UTF-8; the limit is 65535");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageTail.event(1, "a", "é".repeat(32_768), Map.of(), PAYLOAD))
                .withMessage("key has 65536 bytes of UTF-8; the limit is 65535");
    }

    @Test
    void whatALengthFieldHoldsAtMostComesBack() {
        Map<String, String> headers = Map.of("n".repeat(255), "v".repeat(65_535));

        Message message = read(FrameType.EVENT, 1, MessageTail.event(1, "a", "k".repeat(65_535), headers, PAYLOAD));

        assertThat(message.key()).hasSize(65_535);
        assertThat(message.headers()).isEqualTo(headers);
        assertThat(payload(message)).isEqualTo(PAYLOAD);
    }

    @Test
    void aSizeIsWhatTheLengthFieldSays() {
        MessageTail tail = MessageTail.cancel(1);

        byte[] frame = frame(FrameType.CANCEL, 1, tail).toBytes();

        assertThat(ByteBuffer.wrap(frame).getInt()).isEqualTo(tail.frameSize()).isEqualTo(18);
    }

    private static Message read(FrameType type, long number, MessageTail tail) {
        return Message.of(frame(type, number, tail));
    }

    private static Frame frame(FrameType type, long number, MessageTail tail) {
        byte[] body = ByteBuffer.allocate(MessageTail.OFFSET + tail.bytes().length)
                .putLong(number)
                .put(tail.bytes())
                .array();
        return new Frame(type, tail.flags(), body);
    }

    private static byte[] payload(Message message) {
        return Arrays.copyOfRange(message.body(), message.payloadOffset(), message.body().length);
    }

    private static String wellFormed(String text) {
        StringBuilder wellFormed = new StringBuilder();
        text.codePoints()
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .forEach(wellFormed::appendCodePoint);
        return wellFormed.toString();
    }
}
