package com.atomiton.events.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.util.NameTransformer;

/** Wraps maps that have a key {@code __type}, and all beans it is given, so that nobody takes them for a tag. */
final class EscapingSerializer extends ValueSerializer<Object> {

    private final ValueSerializer<Object> delegate;

    @SuppressWarnings("unchecked")
    EscapingSerializer(ValueSerializer<?> delegate) {
        this.delegate = (ValueSerializer<Object>) delegate;
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (value instanceof Map<?, ?> map && !hasTypeKey(map)) {
            delegate.serialize(value, generator, context);
            return;
        }
        generator.writeStartObject();
        generator.writeStringProperty(WireTags.TYPE, WireTags.OBJECT);
        generator.writeName(WireTags.VALUE);
        delegate.serialize(value, generator, context);
        generator.writeEndObject();
    }

    /** Not by {@code containsKey}, which a sorted map of other keys answers with an exception. */
    private static boolean hasTypeKey(Map<?, ?> map) {
        for (Object key : map.keySet()) {
            if (key != null && key.toString().equals(WireTags.TYPE)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void serializeWithType(
            Object value, JsonGenerator generator, SerializationContext context, TypeSerializer typeSerializer) {
        delegate.serializeWithType(value, generator, context, typeSerializer);
    }

    @Override
    public void resolve(SerializationContext context) {
        delegate.resolve(context);
    }

    @Override
    public ValueSerializer<?> createContextual(SerializationContext context, @Nullable BeanProperty property) {
        ValueSerializer<?> contextual = context.handleSecondaryContextualization(delegate, property);
        return contextual == delegate ? this : new EscapingSerializer(contextual);
    }

    @Override
    public ValueSerializer<Object> unwrappingSerializer(NameTransformer unwrapper) {
        return delegate.unwrappingSerializer(unwrapper);
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
        return delegate.isEmpty(context, value);
    }

    @Override
    public boolean usesObjectId() {
        return delegate.usesObjectId();
    }

    @Override
    public Class<?> handledType() {
        return delegate.handledType();
    }

    @Override
    public ValueSerializer<?> getDelegatee() {
        return delegate;
    }
}
