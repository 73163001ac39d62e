package com.atomiton.events.codec;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationContextExt;

/**
 * Reads payloads as an {@code ObjectReader} that fails on trailing tokens does, but with one deserialization context where
 * that, given a parser, needs two.
 */
final class PayloadReader {

    private final ObjectMapper mapper;
    private final TokenStreamFactory factory;
    private final Map<Type, Target> targets = new ConcurrentHashMap<>();

    /** Payloads of one type often come one after the other. */
    private volatile @Nullable Target last;

    private record Target(Type type, JavaType javaType, ValueDeserializer<Object> deserializer) {}

    PayloadReader(ObjectMapper mapper, TokenStreamFactory factory) {
        this.mapper = mapper;
        this.factory = factory;
    }

    /** Begins to read these bytes. The parser is closed when it has come to their end. */
    JsonParser parser(DeserializationContextExt context, byte[] bytes, int offset, int length) {
        JsonParser parser = factory.createParser(context, bytes, offset, length);
        return parser instanceof StrictJsonParser ? parser : new StrictTextParser(parser);
    }

    DeserializationContextExt context() {
        return mapper._deserializationContext();
    }

    /** Reads the one value that there is; {@code null} if that is what stands there. */
    @Nullable
    Object read(JsonParser parser, DeserializationContextExt context, Type type) {
        context.assignParser(parser);
        Target target = target(type, context);
        JsonToken first = parser.nextToken();
        if (first == null) {
            return context.reportInputMismatch(target.javaType, "No content to map due to end-of-input");
        }
        @Nullable
        Object value = first == JsonToken.VALUE_NULL
                ? target.deserializer.getNullValue(context)
                : context.readRootValue(parser, target.javaType, target.deserializer, null);
        context.checkUnresolvedObjectId();
        parser.clearCurrentToken();
        JsonToken trailing = parser.nextToken();
        if (trailing != null) {
            context.reportTrailingTokens(target.javaType.getRawClass(), parser, trailing);
        }
        return value;
    }

    private Target target(Type type, DeserializationContextExt context) {
        Target recent = last;
        if (recent != null && recent.type.equals(type)) {
            return recent;
        }
        Target known = targets.get(type);
        if (known == null) {
            JavaType javaType = mapper.constructType(type);
            known = new Target(type, javaType, context.findRootValueDeserializer(javaType));
            targets.put(type, known);
        }
        last = known;
        return known;
    }
}
