package com.atomiton.events.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.atomiton.events.RemoteEventException;
import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.Contract;
import com.atomiton.events.codec.ControlCodec;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.Goodbye;
import com.atomiton.events.codec.Hello;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.codec.JacksonEventCodecs;
import com.atomiton.events.codec.Reject;
import com.atomiton.events.codec.Welcome;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Every file of {@code docs/wire-protocol}, in both directions. */
class WireVectorsTests {

    private static final int LIMIT = 8 * 1024 * 1024;

    private final ControlCodec controls = new ControlCodec();
    private final EventCodec json = JacksonEventCodecs.json();
    private final EventCodec cbor = JacksonEventCodecs.cbor(JsonMapper.builder().build(), CodecOptions.defaults());

    static Stream<WireVector> controls() {
        return accepted(type -> !type.isMessage());
    }

    static Stream<WireVector> messages() {
        return accepted(FrameType::isMessage);
    }

    static Stream<WireVector> refused() {
        return WireVector.all().stream().filter(WireVector::isRefused);
    }

    private static Stream<WireVector> accepted(Predicate<FrameType> condition) {
        return WireVector.all().stream().filter(vector -> !vector.isRefused() && condition.test(vector.type()));
    }

    @Test
    void everyTypeAndFlagAndStatusHasAVector() {
        List<WireVector> accepted = accepted(type -> true).toList();
        List<WireVector> messages = messages().toList();

        assertThat(accepted).extracting(WireVector::type).contains(FrameType.values());
        assertThat(messages.stream().mapToInt(WireVector::flags).reduce(0, (a, b) -> a | b))
                .isEqualTo(0xFF);
        assertThat(messages.stream().map(vector -> vector.find("status")))
                .contains(Arrays.stream(ReplyStatus.values()).map(Enum::name).toArray(String[]::new));
        assertThat(refused()).hasSizeGreaterThan(20);
    }

    @ParameterizedTest
    @MethodSource("controls")
    void aControlFrameIsReadAndWritten(WireVector vector) {
        Frame frame = onlyFrame(vector);
        assertThat(frame.type()).isEqualTo(vector.type());
        assertThat(frame.flags()).isZero();
        switch (vector.type()) {
            case ACK -> {
                Acknowledgement meant = acknowledgement(vector);
                assertThat(Acknowledgement.of(frame.body())).isEqualTo(meant);
                assertWritten(vector, Frame.control(FrameType.ACK, meant.toBytes()));
            }
            case PING, PONG -> {
                assertThat(frame.body()).isEqualTo(vector.content("body"));
                assertWritten(vector, Frame.control(vector.type(), vector.content("body")));
            }
            default -> {
                assertThat(frame.body()).asString().isEqualTo(vector.get("body"));
                Object read = controls.read(frame.body(), bodyType(vector.type()));
                String expected = vector.has("reads as") ? vector.get("reads as") : vector.get("body");
                assertThat(controls.write(read)).asString().isEqualTo(expected);
                assertWritten(vector, Frame.control(vector.type(), vector.content("body")));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsRead(WireVector vector) {
        Message message = Message.of(onlyFrame(vector));

        assertThat(message.type()).isEqualTo(vector.type());
        assertThat(message.flags()).isEqualTo(vector.flags());
        assertThat(message.number()).isEqualTo(vector.number("number"));
        assertThat(message.id()).isEqualTo(vector.number("id"));
        assertThat(message.timeoutMillis())
                .isEqualTo(
                        vector.has("reads as timeout")
                                ? vector.number("reads as timeout")
                                : vector.has("timeout") ? vector.number("timeout") : 0);
        assertThat(message.status())
                .isEqualTo(vector.has("status") ? ReplyStatus.valueOf(vector.get("status")) : ReplyStatus.OK);
        assertThat(message.name()).isEqualTo(vector.has("name") ? vector.get("name") : "");
        assertThat(message.key()).isEqualTo(vector.find("key"));
        assertThat(message.headers()).isEqualTo(vector.group("header "));
        assertThat(Arrays.copyOfRange(message.body(), message.payloadOffset(), message.body().length))
                .isEqualTo(vector.content("payload"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageIsWritten(WireVector vector) {
        if (vector.isReadOnly()) {
            return;
        }
        MessageTail tail = tail(vector);
        byte[] body = ByteBuffer.allocate(MessageTail.OFFSET + tail.bytes().length)
                .putLong(vector.number("number"))
                .put(tail.bytes())
                .array();

        assertThat(vector.flags() & (MessageFlags.KEY | MessageFlags.HEADERS)).isEqualTo(tail.flags());
        assertThat(tail.frameSize()).isEqualTo(vector.bytes().length - Frame.LENGTH_SIZE);
        assertWritten(vector, new Frame(vector.type(), vector.flags(), body));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aPayloadIsReadWithoutAType(WireVector vector) {
        byte[] payload = vector.content("payload");
        if (payload.length == 0) {
            return;
        }
        EventCodec codec = vector.has("payload codec") ? cbor : json;
        Object value = codec.decode(payload, 0, payload.length, Object.class);

        vector.group("payload ").forEach((where, meant) -> {
            switch (where) {
                case "codec", "hex" -> {
                    // Says how to read it
                }
                case "means" ->
                    assertThat(value).isEqualTo(json.decode(meant.getBytes(UTF_8), 0, meant.length(), Object.class));
                case "." -> assertThat(text(value)).isEqualTo(meant);
                default -> assertThat(text(((Map<?, ?>) value).get(where))).isEqualTo(meant);
            }
        });
        if (!vector.isReadOnly()) {
            assertThat(codec.encode(value, Object.class)).isEqualTo(payload);
        }
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatIsNoFrameOrMessageIsRefused(WireVector vector) {
        Throwable refusal = catchThrowable(() -> {
            for (Frame frame : frames(vector)) {
                switch (frame.type()) {
                    case ACK -> Acknowledgement.of(frame.body());
                    case PING, PONG -> frame.token();
                    case HELLO, READY -> controls.read(frame.body(), bodyType(frame.type()));
                    default -> Message.of(frame);
                }
            }
        });

        assertThat(refusal).hasMessageContaining(vector.get("refused"));
        if (!vector.get("refused").startsWith("Cannot read")) {
            assertThat(refusal).isInstanceOf(ProtocolException.class);
        }
    }

    private static Frame onlyFrame(WireVector vector) {
        List<Frame> frames = frames(vector);
        assertThat(frames).hasSize(1);
        return frames.get(0);
    }

    private static List<Frame> frames(WireVector vector) {
        List<Frame> frames = new ArrayList<>();
        FrameDecoder decoder = new FrameDecoder(vector.has("limit") ? (int) vector.number("limit") : LIMIT);
        decoder.feed(ByteBuffer.wrap(vector.bytes()), frames::add);
        assertThat(decoder.isMidFrame()).isFalse();
        return frames;
    }

    private static void assertWritten(WireVector vector, Frame frame) {
        assertThat(frame.toBytes()).isEqualTo(vector.bytes());
    }

    private static MessageTail tail(WireVector vector) {
        long id = vector.number("id");
        byte[] payload = vector.content("payload");
        Map<String, String> headers = vector.group("header ");
        return switch (vector.type()) {
            case EVENT -> MessageTail.event(id, vector.get("name"), vector.find("key"), headers, payload);
            case REQUEST ->
                MessageTail.request(id, (int) vector.number("timeout"), vector.get("name"), headers, payload);
            case REPLY -> MessageTail.reply(id, ReplyStatus.valueOf(vector.get("status")), payload);
            case PROGRESS -> MessageTail.progress(id, payload);
            case CANCEL -> MessageTail.cancel(id);
            case GAP -> MessageTail.GAP;
            default -> throw new IllegalArgumentException(vector + " is no message");
        };
    }

    private static Acknowledgement acknowledgement(WireVector vector) {
        List<Acknowledgement.Range> ranges = Stream.of(vector.get("ranges").split(", "))
                .filter(range -> !range.isEmpty())
                .map(range -> range.split("-"))
                .map(ends -> new Acknowledgement.Range(Long.parseLong(ends[0]), Long.parseLong(ends[1])))
                .toList();
        return new Acknowledgement(vector.number("cumulative"), ranges);
    }

    private static Class<?> bodyType(FrameType type) {
        return switch (type) {
            case HELLO -> Hello.class;
            case WELCOME -> Welcome.class;
            case REJECT -> Reject.class;
            case READY, INTEREST -> Interest.class;
            case GOODBYE -> Goodbye.class;
            case CONTRACT -> Contract.class;
            default -> throw new IllegalArgumentException(type + " has no JSON body");
        };
    }

    private static String text(Object value) {
        if (value instanceof Instant date) {
            return "date " + date;
        }
        if (value instanceof RemoteEventException error) {
            return "error " + error.remoteType() + ": " + error.getMessage();
        }
        return "object " + value;
    }
}
