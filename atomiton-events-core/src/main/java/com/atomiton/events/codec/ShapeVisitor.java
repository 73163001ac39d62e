package com.atomiton.events.codec;

import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNullFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonValueFormat;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Told by a serializer what it writes. */
final class ShapeVisitor extends JsonFormatVisitorWrapper.Base {

    private final ShapeBuilder builder;
    private final ValueSerializer<?> serializer;
    private final ShapeBuilder.@Nullable Tag tag;
    private ObjectNode schema = Schemas.empty();

    ShapeVisitor(
            ShapeBuilder builder,
            SerializationContext context,
            ValueSerializer<?> serializer,
            ShapeBuilder.@Nullable Tag tag) {
        super(context);
        this.builder = builder;
        this.serializer = serializer;
        this.tag = tag;
    }

    /** What the serializer writes; empty, which allows everything, if it does not say. */
    ObjectNode schema() {
        return schema;
    }

    @Override
    public @Nullable JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
        @Nullable ObjectNode object = builder.define(type, serializer, tag);
        schema = builder.reference(type, serializer, tag);
        return object == null ? null : new PropertyVisitor(builder, getContext(), type, object);
    }

    @Override
    public JsonMapFormatVisitor expectMapFormat(JavaType type) {
        schema = Schemas.ofType(Schemas.OBJECT);
        return new JsonMapFormatVisitor.Base(getContext()) {
            @Override
            public void valueFormat(@Nullable JsonFormatVisitable handler, JavaType valueType) {
                schema.set(Schemas.ADDITIONAL, builder.describe(valueType, asSerializer(handler)));
            }
        };
    }

    @Override
    public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
        schema = Schemas.ofType(Schemas.ARRAY);
        return new JsonArrayFormatVisitor.Base(getContext()) {
            @Override
            public void itemsFormat(@Nullable JsonFormatVisitable handler, JavaType elementType) {
                schema.set(Schemas.ITEMS, builder.describe(elementType, asSerializer(handler)));
            }

            @Override
            public void itemsFormat(JsonFormatTypes format) {
                schema.set(Schemas.ITEMS, Schemas.ofType(format.value()));
            }
        };
    }

    static @Nullable ValueSerializer<?> asSerializer(@Nullable JsonFormatVisitable handler) {
        return handler instanceof ValueSerializer<?> known ? known : null;
    }

    @Override
    public JsonStringFormatVisitor expectStringFormat(JavaType type) {
        schema = Schemas.ofType(Schemas.STRING);
        boolean local = type.hasRawClass(LocalDateTime.class);
        return new JsonStringFormatVisitor.Base() {
            @Override
            public void format(JsonValueFormat format) {
                schema.put(Schemas.FORMAT, local ? "date-time-local" : format.toString());
            }

            @Override
            public void enumTypes(Set<String> constants) {
                ArrayNode names = schema.putArray(Schemas.ENUM);
                constants.stream().sorted().forEach(names::add);
            }
        };
    }

    @Override
    public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
        schema = Schemas.ofType("integer");
        return new JsonIntegerFormatVisitor.Base() {
            @Override
            public void numberType(JsonParser.@Nullable NumberType width) {
                if (width == JsonParser.NumberType.INT) {
                    schema.put(Schemas.FORMAT, "int32");
                } else if (width == JsonParser.NumberType.LONG) {
                    schema.put(Schemas.FORMAT, "int64");
                }
            }
        };
    }

    @Override
    public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
        schema = Schemas.ofType("number");
        return new JsonNumberFormatVisitor.Base() {
            @Override
            public void numberType(JsonParser.@Nullable NumberType width) {
                if (width == JsonParser.NumberType.FLOAT || width == JsonParser.NumberType.DOUBLE) {
                    schema.put(Schemas.FORMAT, width == JsonParser.NumberType.FLOAT ? "float" : "double");
                }
            }
        };
    }

    @Override
    public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
        schema = Schemas.ofType("boolean");
        return new JsonBooleanFormatVisitor.Base();
    }

    @Override
    public JsonNullFormatVisitor expectNullFormat(JavaType type) {
        schema = Schemas.ofType(Schemas.NULL);
        return new JsonNullFormatVisitor.Base();
    }

    @Override
    public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
        schema = Schemas.empty();
        return new JsonAnyFormatVisitor.Base();
    }
}
