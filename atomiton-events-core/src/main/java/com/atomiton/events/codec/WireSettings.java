package com.atomiton.events.codec;

import com.atomiton.events.EventContractException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.TSFBuilder;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.Version;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.PackageVersion;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.cfg.MapperBuilder;

/** The settings that must be the same at both ends, whatever the application's mapper says. */
final class WireSettings {

    /** How deep a payload may be nested. */
    static final int MAX_DEPTH = 64;

    /**
     * Values, names, and beginnings and ends of objects and lists: each costs up to some 50 bytes when it has been read,
     * and takes as little as one in the payload.
     */
    static final int MAX_TOKENS = 1_000_000;

    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_NAME_LENGTH = 10_000;

    private WireSettings() {}

    /** A mapper with the application's modules and naming, and these settings. */
    static ObjectMapper apply(ObjectMapper mapper, CodecOptions options) {
        requireLimitsThatHold(PackageVersion.VERSION);
        MapperBuilder<?, ?> builder = mapper.rebuild();
        builder.addModule(new EventModule(options.stackTraces()));
        builder.deactivateDefaultTyping();
        builder.enable(
                DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                DeserializationFeature.FAIL_ON_INVALID_SUBTYPE,
                DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                DeserializationFeature.WRAP_EXCEPTIONS);
        builder.disable(
                DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                DeserializationFeature.ACCEPT_FLOAT_AS_INT,
                DeserializationFeature.UNWRAP_ROOT_VALUE);
        builder.enable(SerializationFeature.WRAP_EXCEPTIONS, SerializationFeature.FAIL_ON_SELF_REFERENCES);
        builder.disable(
                SerializationFeature.WRAP_ROOT_VALUE,
                SerializationFeature.INDENT_OUTPUT,
                SerializationFeature.FAIL_ON_EMPTY_BEANS);
        builder.disable(MapperFeature.ALLOW_COERCION_OF_SCALARS);
        builder.disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS);
        builder.enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
        builder.disable(
                EnumFeature.READ_ENUMS_USING_TO_STRING,
                EnumFeature.WRITE_ENUMS_USING_TO_STRING,
                EnumFeature.WRITE_ENUMS_USING_INDEX);
        builder.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
        builder.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
        return builder.build();
    }

    /** Jackson 3.0 does not apply its nesting limit to every kind of input (CVE-2026-29062). */
    static void requireLimitsThatHold(Version jackson) {
        if (jackson.getMajorVersion() == 3 && jackson.getMinorVersion() < 1) {
            throw new EventContractException(
                    "Jackson " + jackson + " is on the class path, which does not hold its limit on nesting",
                    "use jackson-core 3.1 or later",
                    null);
        }
    }

    /**
     * The mapper's factory of parsers and generators, within limits. A factory of JSON that the application has not made
     * itself is replaced by one whose parsers cost less.
     */
    static TokenStreamFactory limited(ObjectMapper mapper, CodecOptions options) {
        TSFBuilder<?, ?> builder = mapper.tokenStreamFactory().rebuild();
        if (builder instanceof JsonFactoryBuilder json) {
            // A generator writes one payload after the other, and each stands alone.
            json.rootValueSeparator("");
        }
        builder.recyclerPool(new BufferPool())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxDocumentLength(options.maxBytes())
                        .maxTokenCount(MAX_TOKENS)
                        .maxStringLength(options.maxBytes())
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxNumberLength(MAX_DIGITS)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .build());
        boolean own = mapper.tokenStreamFactory().getClass() == JsonFactory.class
                && mapper.tokenStreamFactory().isEnabled(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES);
        return own && builder instanceof JsonFactoryBuilder json ? new StrictJsonFactory(json) : builder.build();
    }
}
