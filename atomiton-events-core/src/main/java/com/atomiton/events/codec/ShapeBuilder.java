package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.ObjectNode;

/** Asks the serializers of a mapper what they write, and puts it together as one schema. For one thread and one type. */
final class ShapeBuilder {

    private final SerializationContext context;
    private final ReadableProperties readable;
    private final Map<Definition, String> names = new HashMap<>();
    private final ObjectNode definitions = Schemas.empty();

    /** What a serializer writes of a type is defined once. */
    private record Definition(
            JavaType type,
            ValueSerializer<?> serializer,
            @Nullable Tag tag) {}

    /** The property that says which variant an object is. */
    record Tag(String property, String value) {}

    ShapeBuilder(ObjectMapper mapper) {
        this.context = mapper._serializationContext();
        this.readable = new ReadableProperties(mapper);
    }

    EventShape build(JavaType type) {
        ObjectNode schema = describe(type, null, context.findTypeSerializer(type));
        if (!definitions.isEmpty()) {
            schema.set(Schemas.DEFS, definitions);
        }
        return EventShape.of(schema);
    }

    /** The schema of a type, by the serializer for the place where it is used if that is known. */
    ObjectNode describe(JavaType type, @Nullable ValueSerializer<?> serializer, @Nullable TypeSerializer variants) {
        if (type.isReferenceType()) {
            JavaType content = type.getReferencedType();
            return describe(content, null, context.findTypeSerializer(content));
        }
        if (type.isJavaLangObject()) {
            return Schemas.empty();
        }
        return variants == null ? plain(type, serializer, null) : variants(type, variants);
    }

    ObjectNode describe(JavaType type, @Nullable ValueSerializer<?> serializer) {
        return describe(type, serializer, context.findTypeSerializer(type));
    }

    private ObjectNode plain(JavaType type, @Nullable ValueSerializer<?> given, @Nullable Tag tag) {
        ValueSerializer<?> serializer = given != null ? given : context.findPrimaryPropertySerializer(type, null);
        if (serializer instanceof TaggedDateSerializer<?>) {
            return defined(WireTags.DATE, Schemas.date());
        }
        if (serializer instanceof ErrorSerializer) {
            return defined(WireTags.ERROR, Schemas.error(WireTags.ERROR));
        }
        if (type.hasRawClass(byte[].class)) {
            return Schemas.bytes();
        }
        if (type.hasRawClass(char[].class)) {
            return Schemas.ofType(Schemas.STRING);
        }
        Tag own = serializer instanceof VariantSerializer variant ? variant.tag(type) : tag;
        ShapeVisitor visitor = new ShapeVisitor(this, context, serializer, own);
        serializer.acceptJsonFormatVisitor(visitor, type);
        ObjectNode schema = visitor.schema();
        return serializer instanceof EscapingSerializer && !type.isMapLikeType() ? Schemas.escaped(schema) : schema;
    }

    /** The types that a declared one may stand for, in the order of their names. */
    private ObjectNode variants(JavaType type, TypeSerializer typeSerializer) {
        Map<String, ObjectNode> variants = new TreeMap<>();
        Variants.of(type, typeSerializer, context)
                .forEach((id, subtype) -> variants.put(id, variant(id, subtype, typeSerializer)));
        if (variants.isEmpty()) {
            return Schemas.empty();
        }
        if (variants.size() == 1) {
            return variants.values().iterator().next();
        }
        ObjectNode oneOf = Schemas.empty();
        oneOf.putArray(Schemas.ONE_OF).addAll(variants.values());
        return oneOf;
    }

    private ObjectNode variant(String id, JavaType type, TypeSerializer typeSerializer) {
        JsonTypeInfo.As inclusion = typeSerializer.getTypeInclusion();
        String property = typeSerializer.getPropertyName();
        boolean inside = inclusion == JsonTypeInfo.As.PROPERTY && property != null;
        ObjectNode schema = plain(type, null, inside ? new Tag(property, id) : null);
        if (inclusion == JsonTypeInfo.As.WRAPPER_OBJECT) {
            ObjectNode wrapper = Schemas.object();
            Schemas.property(wrapper, id, schema, true);
            return wrapper;
        }
        // Jackson cannot put a property into a value that is no object.
        boolean around = inclusion == JsonTypeInfo.As.WRAPPER_ARRAY || inside && !schema.has(Schemas.REF);
        if (!around) {
            return schema;
        }
        ObjectNode pair = Schemas.ofType(Schemas.ARRAY);
        pair.putArray(Schemas.PREFIX_ITEMS).add(Schemas.constant(id)).add(schema);
        return pair;
    }

    /** The object that a serializer writes; {@code null} if it is defined, or being defined, already. */
    @Nullable
    ObjectNode define(JavaType type, ValueSerializer<?> serializer, @Nullable Tag tag) {
        Definition definition = new Definition(type, serializer, tag);
        if (names.containsKey(definition)) {
            return null;
        }
        String label = label(type);
        String name = label;
        for (int next = 2; definitions.has(name); next++) {
            name = label + next;
        }
        names.put(definition, name);
        ObjectNode object = Schemas.object();
        if (tag != null) {
            Schemas.property(object, tag.property, Schemas.constant(tag.value), true);
        }
        definitions.set(name, object);
        return object;
    }

    ObjectNode reference(JavaType type, ValueSerializer<?> serializer, @Nullable Tag tag) {
        return Schemas.reference(names.getOrDefault(new Definition(type, serializer, tag), ""));
    }

    private ObjectNode defined(String name, JsonNode schema) {
        if (!definitions.has(name)) {
            definitions.set(name, schema);
        }
        return Schemas.reference(name);
    }

    private static String label(JavaType type) {
        StringBuilder label = new StringBuilder(type.getRawClass().getSimpleName());
        for (int i = 0; i < type.containedTypeCount(); i++) {
            label.append(i == 0 ? "Of" : "And").append(label(type.containedType(i)));
        }
        return label.toString().replaceAll("[^A-Za-z0-9_]", "");
    }

    boolean isReadable(JavaType bean, String property) {
        return readable.contains(bean, property);
    }
}
