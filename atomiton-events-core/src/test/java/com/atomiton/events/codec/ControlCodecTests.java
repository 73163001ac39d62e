package com.atomiton.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventSerializationException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlCodecTests {

    private final ControlCodec codec = new ControlCodec();

    private static final Hello HELLO = new Hello(
            1,
            "renderer",
            "r-1",
            "editor",
            1767225600000L,
            "token",
            41,
            7,
            List.of("cbor", "json"),
            65_536,
            "/run/r-1.alive",
            new HashMap<>(Map.of("b:y", "2", "a:x", "1")),
            null,
            5_000L);

    @Test
    void propertiesStandInTheOrderOfTheRecord() {
        assertThat(codec.write(HELLO))
                .asString()
                .isEqualTo("{\"protocol\":1,\"role\":\"renderer\",\"instance\":\"r-1\",\"name\":\"editor\","
                        + "\"epoch\":1767225600000,\"session\":\"token\",\"received\":41,\"from\":7,"
                        + "\"codecs\":[\"cbor\",\"json\"],\"maxFrame\":65536,\"alive\":\"/run/r-1.alive\","
                        + "\"contract\":{\"a:x\":\"1\",\"b:y\":\"2\"},\"retention\":5000}");
        assertThat(codec.write(new Welcome(1, "m", null, 5, "t", true, 0, 1, "json", 65_537, null, Map.of(), null)))
                .asString()
                .isEqualTo("{\"protocol\":1,\"instance\":\"m\",\"epoch\":5,\"session\":\"t\",\"resumed\":true,"
                        + "\"received\":0,\"from\":1,\"codec\":\"json\",\"maxFrame\":65537,\"contract\":{}}");
        assertThat(codec.write(new Interest(List.of("a:*"), List.of())))
                .asString()
                .isEqualTo("{\"listens\":[\"a:*\"]}");
        assertThat(codec.write(new Interest(List.of("a"), List.of("b"), List.of("c"), List.of("d"), true)))
                .asString()
                .isEqualTo("{\"listens\":[\"a\"],\"handles\":[\"b\"],\"unlistens\":[\"c\"],\"unhandles\":[\"d\"],"
                        + "\"more\":true}");
        assertThat(codec.write(new Interest(List.of(), List.of(), List.of(), List.of(), false)))
                .asString()
                .isEqualTo("{}");
        assertThat(codec.write(new Reject("protocol", "too new")))
                .asString()
                .isEqualTo("{\"code\":\"protocol\",\"message\":\"too new\"}");
        assertThat(codec.write(new Contract(Map.of("b", "2", "a", "1"), Map.of(), false)))
                .asString()
                .isEqualTo("{\"fingerprints\":{\"a\":\"1\",\"b\":\"2\"},\"shapes\":{},\"ask\":false}");
        assertThat(codec.write(new Goodbye("stopping"))).asString().isEqualTo("{\"reason\":\"stopping\"}");
    }

    @Test
    void bodiesComeBackEqual() {
        for (Object body : List.of(
                HELLO,
                new Welcome(1, "m", null, 5, "t", true, 0, 1, "json", 65_537, null, Map.of("a", "b"), "fail"),
                new Interest(List.of("a:*"), List.of("b"), List.of("c"), List.of("d"), true),
                new Reject("protocol", "too new"),
                new Goodbye("stopping"))) {
            assertThat((Object) codec.read(codec.write(body), body.getClass())).isEqualTo(body);
        }
    }

    @Test
    void unknownPropertiesAreIgnoredAndListsMayBeAbsent() {
        assertThat(read("{\"listens\":null,\"later\":{}}", Interest.class))
                .isEqualTo(new Interest(List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{\"listens\":\"a\"}",
                "{\"more\":1}",
                "{\"later\":1,\"later\":2}",
                "{\"listens\":[null]}",
                "{} 2",
                "\uFEFF{}",
                "{\"listens\":[1]}",
                "{\"received\":\"1\"}",
                "{\"received\":1e3}",
                "{\"received\":1.0}",
                "{\"x\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void whatIsNoInterestIsRefused(String json) {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read(json, Interest.class))
                .withMessageStartingWith("Cannot read Interest as the body of a control frame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"c0af\"", "\"eda080\"", "\"ff\"", "\"e4bd\""})
    void whatIsNoUtf8IsRefused(String hex) {
        byte[] malformed = HexFormat.of().parseHex(hex.replace("\"", ""));
        byte[] body = ByteBuffer.allocate(13 + malformed.length)
                .put("{\"reason\":\"".getBytes(UTF_8))
                .put(malformed)
                .put("\"}".getBytes(UTF_8))
                .flip()
                .array();

        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> codec.read(body, Goodbye.class))
                .withMessageContaining("it is no UTF-8");
    }

    @ParameterizedTest
    @CsvSource({
        "received, -1, below 0",
        "from, 0, below 1",
        "from, 9223372036854775808, out of range of `long`",
        "maxFrame, 0, below 65536",
        "maxFrame, 65535, below 65536",
        "role, 5, Cannot coerce"
    })
    void aHelloThatNobodyCouldGoOnWithIsRefused(String property, String value, String why) {
        String hello = new String(codec.write(HELLO), UTF_8)
                .replaceFirst("\"" + property + "\":[^,]*", "\"" + property + "\":" + value);

        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read(hello, Hello.class))
                .withMessageContaining(why);
    }

    @Test
    void theVersionIsReadWhateverElseALaterVersionWrites() {
        String later = "{\"later\":1,\"later\":2,\"protocol\":5000000000,\"role\":[],\"maxFrame\":\"no\"}";

        assertThat(codec.version(later.getBytes(UTF_8))).isEqualTo(5_000_000_000L);
    }

    @Test
    void whatARecordNeedsMustBeThere() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read("{\"code\":\"x\"}", Reject.class))
                .withMessageContaining("'message' is missing");
    }

    @Test
    void theSessionsTokenIsNotPrinted() {
        assertThat(HELLO.toString()).doesNotContain("token");
    }

    private <T> T read(String json, Class<T> type) {
        return codec.read(json.getBytes(UTF_8), type);
    }
}
