package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The bodies of control frames as JSON: {@link Hello}, {@link Welcome}, {@link Reject}, {@link Interest},
 * {@link Contract}, {@link Goodbye}. Always the same mapper, whatever the application's is: the properties in the order of the record,
 * those that are {@code null} left out. Unknown properties are ignored, so that a later version can add some; a number
 * or text that the record needs must be there.
 */
public final class ControlCodec {

    private static final String FORMAT = " as the body of a control frame";

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
        try {
            @Nullable T value = Mapper.INSTANCE.readValue(body, type);
            if (value == null) {
                throw new IllegalArgumentException("it is null");
            }
            return value;
        } catch (RuntimeException failed) {
            throw CodecFailures.explain("read " + type.getSimpleName() + FORMAT, failed, null);
        }
    }
}
