package com.atomiton.events.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;

/** Reads maps, lists, text, numbers and truth values as they stand, without giving tags a meaning. */
final class PlainValues {

    private PlainValues() {}

    static @Nullable Object read(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser, context);
            case START_ARRAY -> list(parser, context);
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> ExactNumbers.read(parser);
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> null;
            case VALUE_EMBEDDED_OBJECT -> parser.getEmbeddedObject();
            default -> context.handleUnexpectedToken(context.constructType(Object.class), parser);
        };
    }

    private static Map<String, @Nullable Object> object(JsonParser parser, DeserializationContext context) {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        for (@Nullable String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            @Nullable Object value = read(parser, context);
            object.put(name, value);
            if (WireTags.ERROR.equals(value) && WireTags.TYPE.equals(name)) {
                // Before the next one is read: they may be many.
                ErrorLimit.of(context).another(context);
            }
        }
        return object;
    }

    private static List<@Nullable Object> list(JsonParser parser, DeserializationContext context) {
        List<@Nullable Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(read(parser, context));
        }
        return list;
    }
}
