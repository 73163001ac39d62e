package com.atomiton.events.codec;

import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.ser.BeanPropertyWriter;

/** Told by a serializer of objects which properties it writes. */
final class PropertyVisitor extends JsonObjectFormatVisitor.Base {

    private final ShapeBuilder builder;
    private final SerializationContext context;
    private final JavaType bean;
    private final ObjectNode object;

    PropertyVisitor(ShapeBuilder builder, SerializationContext context, JavaType bean, ObjectNode object) {
        super(context);
        this.builder = builder;
        this.context = context;
        this.bean = bean;
        this.object = object;
    }

    @Override
    public void property(BeanProperty property) {
        add(property, true);
    }

    @Override
    public void optionalProperty(BeanProperty property) {
        add(property, false);
    }

    @Override
    public void property(String name, @Nullable JsonFormatVisitable handler, JavaType type) {
        Schemas.property(object, name, builder.describe(type, ShapeVisitor.asSerializer(handler)), true);
    }

    @Override
    public void optionalProperty(String name, @Nullable JsonFormatVisitable handler, JavaType type) {
        ObjectNode schema = builder.describe(type, ShapeVisitor.asSerializer(handler));
        Schemas.property(object, name, Schemas.nullable(schema), false);
    }

    private void add(BeanProperty property, boolean markedRequired) {
        JavaType type = property.getType();
        @Nullable ValueSerializer<?> serializer = null;
        @Nullable TypeSerializer variants = null;
        if (property instanceof BeanPropertyWriter writer) {
            type = writer.getSerializationType() != null ? writer.getSerializationType() : type;
            serializer = writer.getSerializer();
            variants = writer.getTypeSerializer();
        }
        if (serializer == null && variants == null && !type.isReferenceType()) {
            serializer = context.findPrimaryPropertySerializer(type, property);
        }
        if (variants == null && !type.isContainerType()) {
            variants = context.findTypeSerializer(type);
        }
        boolean readable = isUnwrapped(property) || builder.isReadable(bean, property.getName());
        boolean present = markedRequired || !type.isReferenceType() && !isNullable(property);
        ObjectNode schema = builder.describe(type, serializer, variants);
        schema = present ? schema : Schemas.nullable(schema);
        if (!readable) {
            schema.put(Schemas.READ_ONLY, true);
        }
        Schemas.property(object, property.getName(), schema, present && readable);
    }

    /** Whether it is a property of an object whose properties stand among those of the one around it. */
    private boolean isUnwrapped(BeanProperty property) {
        return !property.getMember().getDeclaringClass().isAssignableFrom(bean.getRawClass());
    }

    private static boolean isNullable(BeanProperty property) {
        Member member = property.getMember().getMember();
        if (member instanceof Method method) {
            return Nullness.forMethodReturnType(method) == Nullness.NULLABLE;
        }
        return member instanceof Field field && Nullness.forField(field) == Nullness.NULLABLE;
    }
}
