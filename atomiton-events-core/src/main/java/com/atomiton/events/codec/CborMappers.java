package com.atomiton.events.codec;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.introspect.MixInResolver;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.dataformat.cbor.CBORMapper;

/** The only class that touches CBOR, so that nothing else needs it on the class path. */
final class CborMappers {

    private CborMappers() {}

    /** Jackson cannot turn a mapper of one format into one of another; this takes over what shapes a payload. */
    static ObjectMapper like(JsonMapper json) {
        SerializationConfig writing = json.serializationConfig();
        DeserializationConfig reading = json.deserializationConfig();
        CBORMapper.Builder cbor = CBORMapper.builder();
        Arrays.stream(MapperFeature.values()).forEach(feature -> cbor.configure(feature, json.isEnabled(feature)));
        Arrays.stream(SerializationFeature.values())
                .forEach(feature -> cbor.configure(feature, writing.isEnabled(feature)));
        Arrays.stream(DeserializationFeature.values())
                .forEach(feature -> cbor.configure(feature, reading.isEnabled(feature)));
        return cbor.annotationIntrospector(writing.getAnnotationIntrospector())
                .propertyNamingStrategy(writing.getPropertyNamingStrategy())
                .enumNamingStrategy(writing.getEnumNamingStrategy())
                .changeDefaultPropertyInclusion(none -> writing.getDefaultPropertyInclusion())
                .changeDefaultVisibility(standard -> writing.getDefaultVisibilityChecker())
                .mixInOverrides(new MixIns(writing))
                .addModules(json.registeredModules())
                .build();
    }

    /** The mix-ins of another mapper, which cannot be listed but asked for. */
    private record MixIns(SerializationConfig source) implements MixInResolver {

        @Override
        public @Nullable Class<?> findMixInClassFor(Class<?> type) {
            return source.findMixInClassFor(type);
        }

        @Override
        public boolean hasMixIns() {
            return source.hasMixIns();
        }

        @Override
        public MixInResolver snapshot() {
            return this;
        }
    }
}
