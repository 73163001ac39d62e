package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;

/** Decides which type a payload is written as: its own class, unless the declared type says more. */
final class PayloadWriter {

    /** Asked for each payload, and the JVM makes an array of the permitted classes each time it is asked. */
    private static final ClassValue<Boolean> IS_PLAIN = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return !type.isArray() && !SealedTypeIntrospector.isSealed(type);
        }
    };

    private final ObjectMapper mapper;
    private final ObjectWriter byClass;
    private final Map<Type, ObjectWriter> byType = new ConcurrentHashMap<>();

    PayloadWriter(ObjectMapper mapper) {
        this.mapper = mapper;
        this.byClass = mapper.writer();
    }

    void write(JsonGenerator generator, Object payload, Type type) {
        if (type instanceof Class<?> declared && IS_PLAIN.get(declared)) {
            byClass.writeValue(generator, payload);
            return;
        }
        JavaType declared = mapper.constructType(type);
        if (!declared.hasGenericTypes() || declared.isContainerType() || declared.isReferenceType()) {
            writer(type, declared).writeValue(generator, payload);
            return;
        }
        // The properties of the payload's class, with the type arguments that only the declared type has
        JavaType actual = mapper._serializationContext().constructSpecializedType(declared, payload.getClass());
        byClass.forType(actual).writeValue(generator, payload);
    }

    /** Made without a lock of the map: Jackson may ask code of the application. */
    private ObjectWriter writer(Type type, JavaType declared) {
        ObjectWriter known = byType.get(type);
        if (known == null) {
            known = byClass.forType(declared);
            byType.putIfAbsent(type, known);
        }
        return known;
    }
}
