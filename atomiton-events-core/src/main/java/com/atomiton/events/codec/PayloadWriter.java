package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.ser.SerializationContextExt;

/** Decides which type a payload is written as: its own class, unless the declared type says more. */
final class PayloadWriter {

    private final ObjectMapper mapper;
    private final ObjectWriter byClass;
    private final Map<Type, ObjectWriter> byType = new ConcurrentHashMap<>();

    PayloadWriter(ObjectMapper mapper) {
        this.mapper = mapper;
        this.byClass = mapper.writer();
    }

    void write(JsonGenerator generator, Object payload, Type type) {
        if (type instanceof Class<?> declared && !declared.isArray() && !SealedTypeIntrospector.isSealed(declared)) {
            byClass.writeValue(generator, payload);
            return;
        }
        JavaType declared = mapper.constructType(type);
        if (!declared.hasGenericTypes() || declared.isContainerType() || declared.isReferenceType()) {
            byType.computeIfAbsent(type, unused -> byClass.forType(declared)).writeValue(generator, payload);
            return;
        }
        writeGeneric(generator, payload, declared);
    }

    /** The properties are those of the payload's class, with the type arguments that only the declared type has. */
    private void writeGeneric(JsonGenerator generator, Object payload, JavaType declared) {
        SerializationContextExt context = mapper._serializationContext();
        JavaType actual = context.constructSpecializedType(declared, payload.getClass());
        if (SealedTypeIntrospector.isSealed(declared.getRawClass())) {
            context.serializePolymorphic(
                    generator,
                    payload,
                    declared,
                    context.findRootValueSerializer(actual),
                    context.findTypeSerializer(declared));
        } else {
            byClass.forType(actual).writeValue(generator, payload);
        }
    }
}
