package com.atomiton.events.codec;

import static com.atomiton.events.codec.Codecs.CBOR;
import static com.atomiton.events.codec.Codecs.JSON;
import static com.atomiton.events.codec.Codecs.json;
import static com.atomiton.events.codec.Codecs.read;
import static com.atomiton.events.codec.Codecs.untyped;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.atomiton.events.EventSerializationException;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class CodecFailureTests {

    enum Colour {
        RED {
            @Override
            public String toString() {
                return "the red one";
            }
        }
    }

    record Node(
            String id,
            int count,
            long big,
            boolean on,
            double share,
            @Nullable Colour colour,
            @Nullable Map<String, Instant> times) {}

    record Flow(List<Node> nodes) {}

    record Strict(@JsonProperty(required = true) String id) {}

    static class Cycle {
        public @Nullable Object next = List.of(this);
    }

    static class Broken {
        public Broken getInner() {
            throw new IllegalStateException("not\nnow");
        }
    }

    @Test
    void theMessageSaysWhatWhereAndWhyInOneLine() {
        EventSerializationException failed =
                failure("{\"nodes\":[{},{\"times\":{\"start\":\"soon\\u001b[31m\"}}]}", Flow.class);

        assertThat(failed.propertyPath()).isEqualTo("nodes[1].times.start");
        assertThat(failed)
                .hasMessageStartingWith("Cannot read " + Flow.class.getName() + " from json, at nodes[1].times.start: ")
                .hasMessageContaining("java.time.Instant")
                .hasMessageContaining("soon\\u001B[31m");
        assertThat(failed.getMessage()).doesNotContain("\n").doesNotContain("Source");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"nodes\":[{\"count\":1152921504606846976}]}|nodes[0].count",
                "{\"nodes\":[{\"count\":1.5}]}|nodes[0].count",
                "{\"nodes\":[{\"count\":\"7\"}]}|nodes[0].count",
                "{\"nodes\":[{\"big\":9223372036854775808}]}|nodes[0].big",
                "{\"nodes\":[{\"on\":1}]}|nodes[0].on",
                "{\"nodes\":[{\"share\":\"much\"}]}|nodes[0].share",
                "{\"nodes\":[{\"colour\":0}]}|nodes[0].colour",
                "{\"nodes\":[{\"colour\":\"GREEN\"}]}|nodes[0].colour",
                "{\"nodes\":[{\"id\":{}}]}|nodes[0].id",
                "{\"nodes\":{}}|nodes",
                "{\"nodes\":[{\"id\":\"a\",\"id\":\"b\"}]}|nodes[0].id",
                "{\"nodes\":[{\"id\":\"\\ud83d\"}]}|nodes[0].id",
                "{\"nodes\":[{\"id\":\"\\ude00\\ud83d\"}]}|nodes[0].id",
                "{\"nodes\":[{\"times\":{\"\\ud83d\":null}}]}|nodes[0].times",
                "{\"nodes\":[{\"id\":tru}]}|nodes[0].id",
                "{\"nodes\":[{\"id\":\"a\"|nodes[0].id",
                "{\"nodes\":[|nodes[0]",
                "{\"nodes\":[]} {}|''",
                "{\"nodes\":[]}]|''",
                "[]|''",
                "null|''",
                "''|''"
            })
    void whatDoesNotFitNamesItsPlace(String json, String path) {
        assertThat(failure(json, Flow.class).propertyPath()).startsWith(path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void depthWithoutEndIsRefused(String open) {
        EventSerializationException failed = failure(open.repeat(100_000), Object.class);

        assertThat(failed).hasMessageContaining("nesting depth").hasMessageContaining("64");
        assertThat(failed.propertyPath()).hasSizeLessThan(250);
        failure(open.repeat(100_000), Flow.class);
        byte[] cbor = new byte[100_000];
        Arrays.fill(cbor, (byte) 0x81);
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> CBOR.decode(cbor, 0, cbor.length, Object.class));
    }

    @Test
    void moreThanAThousandErrorsAreRefused() {
        String error = "{\"__type\":\"Error\"}";

        assertThat((List<?>) untyped("[" + (error + ",").repeat(999) + error + "]"))
                .hasSize(1_000);
        assertThat(failure("[" + (error + ",").repeat(1_000) + error + "]", Object.class))
                .hasMessageContaining("it holds more than 1000 errors; send fewer of them at a time");
    }

    @Test
    void moreThanAMillionValuesAreRefusedHoweverFewBytesTheyAre() {
        assertThat(failure("[" + "[],".repeat(500_000) + "[]]", Object.class)).hasMessageContaining("oken count");
    }

    @Test
    void anErrorOfAnotherProcessHasNoStackTraceOfThisOne() {
        assertThat(((Throwable) untyped("{\"__type\":\"Error\",\"message\":\"m\"}")).getStackTrace())
                .isEmpty();
    }

    @Test
    void theDeepestAllowedComesBack() {
        Object payload = "core";
        for (int i = 0; i < WireSettings.MAX_DEPTH; i++) {
            payload = List.of(payload);
        }

        assertThat(untyped(json(payload))).isEqualTo(payload);
        Object tooDeep = List.of(payload);
        assertThatExceptionOfType(EventSerializationException.class).isThrownBy(() -> json(tooDeep));
    }

    @Test
    void aCycleIsRefusedWithItsPath() {
        List<Object> self = new ArrayList<>();
        self.add(Map.of("again", self));

        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> json(new Cycle()))
                .withMessageContaining("at next[0].next[0].next")
                .withMessageContaining("is there a cycle?");
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> json(Map.of("list", self)))
                .satisfies(failed -> assertThat(failed.propertyPath()).startsWith("list[0].again[0].again"));
    }

    @Test
    void aGetterThatThrowsIsNamed() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> json(Map.of("broken", new Broken())))
                .withMessage("Cannot write java.util.ImmutableCollections$Map1 as json, at broken.inner: "
                        + "java.lang.IllegalStateException: not now");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ud83d", "a\ud83d", "\ude00", "\ud83dx", "\ude00\ud83d"})
    void halfASurrogatePairIsNotWritten(String text) {
        for (EventCodec codec : Codecs.BOTH) {
            for (Object payload : List.of(
                    Map.of("id", text),
                    Map.of("id", List.of(text)),
                    Map.of("id", new String[] {text}),
                    Map.of("id", text.toCharArray()))) {
                assertThatExceptionOfType(EventSerializationException.class)
                        .isThrownBy(() -> codec.encode(payload, Object.class))
                        .satisfies(failed -> assertThat(failed.propertyPath()).startsWith("id"));
            }
            assertThatExceptionOfType(EventSerializationException.class)
                    .isThrownBy(() -> codec.encode(Map.of(text, 1), Object.class));
        }
        assertThat(untyped(json("\ud83d\ude00"))).isEqualTo("\ud83d\ude00");
    }

    @Test
    void aPayloadOverTheLimitIsNeitherWrittenNorRead() {
        EventCodec small = JacksonEventCodecs.json(
                JsonMapper.shared(), CodecOptions.defaults().withMaxBytes(100));
        byte[] bytes = JSON.encode("x".repeat(99), Object.class);

        assertThat(small.encode("x".repeat(98), Object.class)).hasSize(100);
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> small.encode("x".repeat(99), Object.class))
                .withMessageContaining("limit of 100 bytes");
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> small.decode(bytes, 0, bytes.length, Object.class))
                .withMessageContaining("101 bytes, more than the limit of 100");
    }

    @Test
    void hugeNumbersCostNothing() {
        long start = System.nanoTime();

        assertThat(untyped("1e999999999")).isEqualTo(new BigDecimal("1e999999999"));
        failure("{\"nodes\":[{\"big\":1e999999999}]}", Flow.class);
        failure("1e999999999", BigInteger.class);
        failure("9".repeat(100_000), Object.class);

        assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    }

    @Test
    void whatThePeerKnowsMoreOrLessIsFine() {
        assertThat(read("{\"id\":\"a\",\"added\":{\"later\":[1]}}", Node.class))
                .isEqualTo(new Node("a", 0, 0, false, 0, null, null));
        assertThat(failure("{}", Strict.class)).hasMessageContaining("id");
    }

    @Test
    void anEnumTravelsByName() {
        assertThat(json(List.of(Colour.RED))).isEqualTo("[\"RED\"]");
        assertThat(read("\"RED\"", (Type) Colour.class)).isEqualTo(Colour.RED);
    }

    @Test
    void twoReadersCannotSeeTwoValues() {
        Map<String, Object> unknown = new LinkedHashMap<>();
        unknown.put("a", 1);
        assertThat(untyped("{\"a\":1}")).isEqualTo(unknown);
        assertThat(failure("{\"a\":1,\"a\":2}", Object.class)).hasMessageContaining("Duplicate");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 15, 16, 17, 40})
    void aPropertyThatComesTwiceIsFoundAmongManyAndInWhatIsSkipped(int others) {
        String names =
                IntStream.range(0, others).mapToObj(i -> "\"n" + i + "\":1,").collect(Collectors.joining());
        String twice = "{\"a\":0," + names + "\"\\u0061\":1}";
        assertThat(failure(twice, Object.class)).hasMessageContaining("Duplicate");
        assertThat(failure("{\"unknown\":[" + twice + "],\"id\":\"a\"}", Node.class))
                .hasMessageContaining("Duplicate");
        String once = "{\"a\":{\"a\":[{\"a\":0},{\"a\":0}]}," + names + "\"b\":{\"a\":1}}";
        assertThat(untyped(once)).isInstanceOf(Map.class);
    }

    @Test
    void halfASurrogatePairIsRefusedWhereverItStandsAndHoweverItIsWritten() {
        for (String half : List.of("\\uD800", "\\uDC00x", "\\uD800\\uD800")) {
            for (int before = 0; before < 17; before++) {
                String text = "\"" + "x".repeat(before) + half + "\"";
                assertThat(failure(text, String.class)).hasMessageContaining("surrogate");
                assertThat(failure("{" + text + ":1}", Object.class)).hasMessageContaining("surrogate");
            }
        }
        // The same as three bytes that no UTF-8 has
        byte[] raw = {'"', (byte) 0xED, (byte) 0xA0, (byte) 0x80, '"'};
        assertThatThrownBy(() -> JSON.decode(raw, 0, raw.length, String.class))
                .isInstanceOf(EventSerializationException.class);
        assertThat(read("\"\\uD83D\\uDE00\"", String.class)).isEqualTo("\uD83D\uDE00");
    }

    @Test
    void aCharacterThatTakesMoreBytesThanItNeedsIsRefused() {
        for (String overlong : List.of("C0AF", "C1BF", "E08080", "E09FBF", "F0808080", "F08FBFBF")) {
            byte[] raw = HexFormat.of().parseHex("22" + overlong + "22");
            assertThatThrownBy(() -> JSON.decode(raw, 0, raw.length, String.class))
                    .as(overlong)
                    .isInstanceOf(EventSerializationException.class)
                    .hasMessageContaining("shortest form");
        }
        for (String shortest : List.of("C280", "DFBF", "E0A080", "EFBFBF", "F0908080", "F48FBFBF")) {
            byte[] raw = HexFormat.of().parseHex("22" + shortest + "22");
            assertThat(JSON.decode(raw, 0, raw.length, String.class))
                    .as(shortest)
                    .isInstanceOf(String.class);
        }
    }

    private static EventSerializationException failure(String json, Type type) {
        byte[] bytes = json.getBytes(UTF_8);
        EventSerializationException failed = catchThrowableOfType(
                EventSerializationException.class, () -> JSON.decode(bytes, 0, bytes.length, type));
        assertThat(failed)
                .as(json.length() > 100 ? json.substring(0, 100) : json)
                .isNotNull();
        return failed;
    }
}
