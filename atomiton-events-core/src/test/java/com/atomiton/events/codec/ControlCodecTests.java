package com.atomiton.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventSerializationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
            4096,
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
                        + "\"codecs\":[\"cbor\",\"json\"],\"maxFrame\":4096,\"alive\":\"/run/r-1.alive\","
                        + "\"contract\":{\"a:x\":\"1\",\"b:y\":\"2\"},\"retention\":5000}");
        assertThat(codec.write(new Welcome(1, "m", null, 5, "t", true, 0, 1, "json", 9, null, Map.of(), null)))
                .asString()
                .isEqualTo("{\"protocol\":1,\"instance\":\"m\",\"epoch\":5,\"session\":\"t\",\"resumed\":true,"
                        + "\"received\":0,\"from\":1,\"codec\":\"json\",\"maxFrame\":9,\"contract\":{}}");
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
                new Welcome(1, "m", null, 5, "t", true, 0, 1, "json", 9, null, Map.of("a", "b"), "fail"),
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
                "{\"x\":" + "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
            })
    void whatIsNoInterestIsRefused(String json) {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read(json, Interest.class))
                .withMessageStartingWith("Cannot read Interest as the body of a control frame");
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
