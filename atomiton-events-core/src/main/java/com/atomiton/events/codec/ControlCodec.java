package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.type.LogicalType;

/**
 * The bodies of control frames as JSON: {@link Hello}, {@link Welcome}, {@link Reject}, {@link Interest},
 * {@link Contract}, {@link Goodbye}. Always the same mapper, whatever the application's is: the properties in the order of the record,
 * those that are {@code null} left out. Unknown properties are ignored, so that a later version can add some; a number
 * or text that the record needs must be there. Bodies are UTF-8 to the letter, without a byte order mark; neither is text
 * taken for a number, nor a number for text.
 */
public final class ControlCodec {

    private static final String FORMAT = " as the body of a control frame";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** Made when a body is first written or read: it loads most of Jackson. */
    private static final class Mapper {

        static final JsonMapper INSTANCE = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(WireSettings.MAX_DEPTH)
                                .build())
                        .build())
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY, MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .withCoercionConfig(
                        LogicalType.Textual,
                        texts -> texts.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .changeDefaultPropertyInclusion(all -> all.withValueInclusion(JsonInclude.Include.NON_NULL))
                .build();
    }

    /**
     * Writes a body.
     *
     * @throws com.atomiton.events.EventSerializationException if it cannot be written
     */
    public byte[] write(Object body) {
        try {
            return Mapper.INSTANCE.writeValueAsBytes(body);
        } catch (RuntimeException failed) {
            throw CodecFailures.explain("write " + body.getClass().getSimpleName() + FORMAT, failed, null);
        }
    }

    /**
     * Reads a body.
     *
     * @throws com.atomiton.events.EventSerializationException if it is no JSON, or not what the record needs
     */
    public <T> T read(byte[] body, Class<T> type) {
        return read(body, type, Mapper.INSTANCE.readerFor(type));
    }

    /**
     * Reads the version of the protocol from a HELLO, whatever else is in it: a later version may write what this one does
     * not take.
     *
     * @throws com.atomiton.events.EventSerializationException if it is no JSON, or has none
     */
    public long version(byte[] hello) {
        ObjectReader reader =
                Mapper.INSTANCE.readerFor(ProtocolVersion.class).without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        return read(hello, ProtocolVersion.class, reader).protocol();
    }

    private static <T> T read(byte[] body, Class<T> type, ObjectReader reader) {
        try {
            @Nullable T value = reader.readValue(text(body));
            if (value == null) {
                throw new IllegalArgumentException("it is null");
            }
            return value;
        } catch (RuntimeException failed) {
            throw CodecFailures.explain("read " + type.getSimpleName() + FORMAT, failed, null);
        }
    }

    private static String text(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            if (text.startsWith(BYTE_ORDER_MARK)) {
                throw new IllegalArgumentException("it begins with a byte order mark");
            }
            return text;
        } catch (CharacterCodingException malformed) {
            throw new IllegalArgumentException("it is no UTF-8", malformed);
        }
    }
}
