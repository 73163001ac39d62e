package com.atomiton.events.codec;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Writes a date with its tag. */
final class TaggedDateSerializer<T> extends StdSerializer<T> {

    private final DateForm<T> form;

    TaggedDateSerializer(DateForm<T> form) {
        super(form.type());
        this.form = form;
    }

    @Override
    public void serialize(T date, JsonGenerator generator, SerializationContext context) {
        generator.writeStartObject();
        generator.writeStringProperty(WireTags.TYPE, WireTags.DATE);
        generator.writeStringProperty(WireTags.VALUE, form.text().apply(date));
        String zone = form.zone().apply(date);
        if (!zone.isEmpty()) {
            generator.writeStringProperty(WireTags.ZONE, zone);
        }
        generator.writeEndObject();
    }

    @Override
    public void serializeWithType(
            T date, JsonGenerator generator, SerializationContext context, TypeSerializer typeSerializer) {
        serialize(date, generator, context);
    }
}
