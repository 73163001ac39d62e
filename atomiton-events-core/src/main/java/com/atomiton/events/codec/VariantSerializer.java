package com.atomiton.events.codec;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;

/**
 * Writes the name of a variant also where nothing says that its sealed type is expected: the elements of a list that a
 * request handler returns have no declared type any more, yet the asker reads them as one.
 */
final class VariantSerializer extends DelegatingSerializer {

    private final TypeSerializer names;

    VariantSerializer(ValueSerializer<?> delegate, TypeSerializer names) {
        super(delegate);
        this.names = names;
    }

    @Override
    DelegatingSerializer around(ValueSerializer<?> other) {
        return new VariantSerializer(other, names);
    }

    /** What it writes besides the properties of the type. */
    ShapeBuilder.Tag tag(JavaType type) {
        return new ShapeBuilder.Tag(
                names.getPropertyName(), names.getTypeIdResolver().idFromValueAndType(null, null, type.getRawClass()));
    }

    @Override
    public void serialize(Object value, JsonGenerator generator, SerializationContext context) {
        getDelegatee().serializeWithType(value, generator, context, names);
    }
}
