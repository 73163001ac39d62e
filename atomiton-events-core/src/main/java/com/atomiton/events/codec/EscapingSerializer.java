package com.atomiton.events.codec;

import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Wraps maps that have a key {@code __type}, and all beans it is given, so that nobody takes them for a tag. */
final class EscapingSerializer extends DelegatingSerializer {

    EscapingSerializer(ValueSerializer<?> delegate) {
        super(delegate);
    }

    @Override
    DelegatingSerializer around(ValueSerializer<?> other) {
        return new EscapingSerializer(other);
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        if (value instanceof Map<?, ?> map && !hasTypeKey(map)) {
            getDelegatee().serialize(value, generator, context);
            return;
        }
        generator.writeStartObject();
        generator.writeStringProperty(WireTags.TYPE, WireTags.OBJECT);
        generator.writeName(WireTags.VALUE);
        getDelegatee().serialize(value, generator, context);
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
}
