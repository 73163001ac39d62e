package com.atomiton.events.codec;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.util.TokenBuffer;

/** Reads what {@link EscapingSerializer} may have wrapped. */
final class EscapingDeserializer extends DelegatingDeserializer {

    EscapingDeserializer(ValueDeserializer<?> delegate) {
        super(delegate);
    }

    @Override
    protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
        return new EscapingDeserializer(delegate);
    }

    @Override
    public Object deserialize(JsonParser parser, DeserializationContext context) {
        if (!parser.hasToken(JsonToken.START_OBJECT) || !WireTags.TYPE.equals(parser.nextName())) {
            return super.deserialize(parser, context);
        }
        try (TokenBuffer buffer = context.bufferForInputBuffering(parser)) {
            TokenBuffer whole = buffer.deserialize(parser, context);
            try (JsonParser wrapper = whole.asParserOnFirstToken(context);
                    JsonParser object = whole.asParserOnFirstToken(context)) {
                return super.deserialize(isAtLiteral(wrapper) ? wrapper : object, context);
            }
        }
    }

    private static boolean isAtLiteral(JsonParser wrapper) {
        wrapper.nextName();
        return wrapper.nextToken() == JsonToken.VALUE_STRING
                && wrapper.getString().equals(WireTags.OBJECT)
                && WireTags.VALUE.equals(wrapper.nextName())
                && wrapper.nextToken() == JsonToken.START_OBJECT;
    }
}
