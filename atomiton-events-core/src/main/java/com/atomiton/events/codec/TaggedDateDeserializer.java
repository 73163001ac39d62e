package com.atomiton.events.codec;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/** Reads a date from its tagged form or from a plain ISO-8601 string. */
final class TaggedDateDeserializer<T> extends StdDeserializer<T> {

    private final DateForm<T> form;

    TaggedDateDeserializer(DateForm<T> form) {
        super(form.type());
        this.form = form;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.hasToken(JsonToken.VALUE_STRING)) {
            return read(form, parser.getString(), null, context);
        }
        if (parser.hasToken(JsonToken.START_OBJECT)
                && PlainValues.read(parser, context) instanceof Map<?, ?> tagged
                && WireTags.DATE.equals(tagged.get(WireTags.TYPE))) {
            return read(form, tagged, context);
        }
        return context.reportInputMismatch(
                this, "a date is an ISO-8601 string or {\"__type\":\"Date\",\"value\":\"<ISO-8601>\"}");
    }

    @Override
    public Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer typeDeserializer) {
        return deserialize(parser, context);
    }

    static <T> T read(DateForm<T> form, Map<?, ?> tagged, DeserializationContext context) {
        @Nullable String zone = tagged.get(WireTags.ZONE) instanceof String text ? text : null;
        return read(form, tagged.get(WireTags.VALUE), zone, context);
    }

    private static <T> T read(
            DateForm<T> form, @Nullable Object value, @Nullable String zone, DeserializationContext context) {
        if (!(value instanceof String text)) {
            return context.reportInputMismatch(form.type(), "the value of a date must be an ISO-8601 string");
        }
        try {
            return form.reader().read(text, zone);
        } catch (RuntimeException invalid) {
            throw context.weirdStringException(text, form.type(), invalid.getMessage());
        }
    }
}
