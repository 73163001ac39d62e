package com.atomiton.events.codec;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads what is declared as {@code Number}. */
final class NumberDeserializer extends StdDeserializer<Number> {

    NumberDeserializer() {
        super(Number.class);
    }

    @Override
    public Number deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken().isNumeric()) {
            return ExactNumbers.read(parser);
        }
        return (Number) context.handleUnexpectedToken(context.constructType(Number.class), parser);
    }
}
