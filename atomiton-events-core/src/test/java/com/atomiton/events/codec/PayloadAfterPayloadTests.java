package com.atomiton.events.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventSerializationException;
import com.fasterxml.jackson.annotation.JsonIdentityInfo;
import com.fasterxml.jackson.annotation.ObjectIdGenerators;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A codec writes one payload after the other with the same generator: none may leave a trace in the next. */
class PayloadAfterPayloadTests {

    private static final Type OBJECT = Object.class;

    record Note(String text) {}

    record Holder(Object first, Object second) {}

    @JsonIdentityInfo(generator = ObjectIdGenerators.IntSequenceGenerator.class)
    static class Shared {
        public final String text = "shared";
    }

    /** Written as its test wants. */
    private record Custom(Writing writing) {}

    private interface Writing {
        void write(JsonGenerator generator);
    }

    private final EventCodec json = JacksonEventCodecs.json(
            JsonMapper.builder()
                    .addModule(new SimpleModule().addSerializer(Custom.class, new ValueSerializer<>() {
                        @Override
                        public void serialize(Custom value, JsonGenerator generator, SerializationContext context) {
                            value.writing.write(generator);
                        }
                    }))
                    .build(),
            CodecOptions.defaults());

    @Test
    void nothingStandsBetweenPayloads() {
        assertThat(write(new Note("a"))).isEqualTo("{\"text\":\"a\"}");
        assertThat(write(new Note("b"))).isEqualTo("{\"text\":\"b\"}");
        assertThat(write("c")).isEqualTo("\"c\"");
        assertThat(write(7)).isEqualTo("7");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 7_999, 8_000, 100_000})
    void eachStandsBehindItsHead(int length) {
        String text = "x".repeat(length);

        byte[] bytes = json.encode("head".getBytes(UTF_8), new Note(text), OBJECT);

        assertThat(new String(bytes, UTF_8)).isEqualTo("head{\"text\":\"" + text + "\"}");
    }

    @Test
    void whatFailsInTheMiddleIsNotPartOfTheNext() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> write(new Holder("begun", List.of("half a pair: \ud83d"))));

        assertThat(write(new Note("next"))).isEqualTo("{\"text\":\"next\"}");
    }

    @Test
    void whatIsLeftOpenIsClosedAndNotPartOfTheNext() {
        assertThat(write(new Custom(generator -> generator.writeStartArray().writeNumber(1))))
                .isEqualTo("[1]");

        assertThat(write(new Note("next"))).isEqualTo("{\"text\":\"next\"}");
    }

    @Test
    void aSettingThatASerializerChangesIsNotThatOfTheNext() {
        write(new Custom(generator -> generator
                .configure(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN, true)
                .writeNumber(1)));

        assertThat(write(new BigDecimal("1E+3"))).isEqualTo("1E+3");
    }

    @Test
    void theIdsOfObjectsBeginAnew() {
        Shared shared = new Shared();
        String once = "{\"@id\":1,\"text\":\"shared\"}";
        Custom byTheGenerator = new Custom(
                generator -> generator.writeStartArray().writePOJO(shared).writeEndArray());

        assertThat(write(new Holder(shared, shared))).isEqualTo("{\"first\":" + once + ",\"second\":1}");
        assertThat(write(shared)).isEqualTo(once);
        assertThat(write(byTheGenerator)).isEqualTo("[" + once + "]");
        assertThat(write(byTheGenerator)).isEqualTo("[" + once + "]");
    }

    @Test
    void aSerializerMayWriteAnotherPayload() {
        Custom outer = new Custom(generator -> generator
                .writeStartArray()
                .writeString(write(new Note("inner")))
                .writeEndArray());

        assertThat(write(outer)).isEqualTo("[\"{\\\"text\\\":\\\"inner\\\"}\"]");
        assertThat(write(new Note("next"))).isEqualTo("{\"text\":\"next\"}");
    }

    @Test
    void morePayloadsThanOneAreRefused() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() ->
                        write(new Custom(generator -> generator.writeNumber(1).writeNumber(2))))
                .withMessageContaining("more than one value");

        assertThat(write(new Note("next"))).isEqualTo("{\"text\":\"next\"}");
    }

    private String write(Object payload) {
        return new String(json.encode(payload, OBJECT), UTF_8);
    }
}
