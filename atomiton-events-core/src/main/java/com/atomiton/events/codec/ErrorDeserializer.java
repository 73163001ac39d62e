package com.atomiton.events.codec;

import com.atomiton.events.RemoteEventException;
import java.util.Map;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;

/**
 * Reads an error for a property that a {@link RemoteEventException} fits. One that is declared as another exception
 * class cannot be filled, whatever the peer sends, and says so.
 */
final class ErrorDeserializer extends StdDeserializer<Throwable> {

    ErrorDeserializer(Class<?> declared) {
        super(declared);
    }

    @Override
    public Throwable deserialize(JsonParser parser, DeserializationContext context) {
        if (!handledType().isAssignableFrom(RemoteEventException.class)) {
            return context.reportInputMismatch(
                    this,
                    "an error of another process comes as a RemoteEventException, which is no %s: declare the property "
                            + "as Throwable, Exception, RuntimeException or RemoteEventException",
                    handledType().getName());
        }
        if (parser.hasToken(JsonToken.START_OBJECT)
                && PlainValues.read(parser, context) instanceof Map<?, ?> tagged
                && WireTags.ERROR.equals(tagged.get(WireTags.TYPE))) {
            return new Revival(context).error(Revival.cast(tagged));
        }
        return context.reportInputMismatch(this, "an error is {\"__type\":\"Error\",\"message\":…,\"stack\":…}");
    }

    @Override
    public Object deserializeWithType(
            JsonParser parser, DeserializationContext context, TypeDeserializer typeDeserializer) {
        return deserialize(parser, context);
    }
}
