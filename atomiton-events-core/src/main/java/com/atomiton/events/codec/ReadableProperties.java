package com.atomiton.events.codec;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;

/** Which properties of an object are read, of those that are written: what is computed is not. For one thread. */
final class ReadableProperties {

    private final DeserializationContext context;
    private final Map<JavaType, Optional<Set<String>>> byType = new HashMap<>();

    ReadableProperties(ObjectMapper mapper) {
        this.context = mapper._deserializationContext();
    }

    /** Also where that cannot be found out. */
    boolean contains(JavaType type, String property) {
        Optional<Set<String>> known = byType.get(type);
        // Found without a lock of the map: Jackson may ask code of the application.
        Optional<Set<String>> names = known == null ? find(type) : known;
        byType.putIfAbsent(type, names);
        return names.isEmpty() || names.get().contains(property);
    }

    private Optional<Set<String>> find(JavaType type) {
        try {
            ValueDeserializer<?> deserializer = context.findNonContextualValueDeserializer(type);
            while (deserializer.getDelegatee() != null) {
                deserializer = deserializer.getDelegatee();
            }
            if (deserializer instanceof BeanDeserializerBase bean) {
                Set<String> names = new HashSet<>();
                bean.collectAllPropertyNamesTo(names);
                return Optional.of(names);
            }
        } catch (JacksonException onlyWritten) {
            // Its shape is what is written.
        }
        return Optional.empty();
    }
}
