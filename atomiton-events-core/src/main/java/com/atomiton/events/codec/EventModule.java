package com.atomiton.events.codec;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.deser.jdk.MapDeserializer;
import tools.jackson.databind.introspect.BeanPropertyDefinition;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;
import tools.jackson.databind.ser.jdk.MapSerializer;
import tools.jackson.databind.type.MapType;

/** Teaches a mapper the forms that {@code package-info} describes. */
final class EventModule extends JacksonModule {

    private final boolean stackTraces;

    EventModule(boolean stackTraces) {
        this.stackTraces = stackTraces;
    }

    @Override
    public String getModuleName() {
        return EventModule.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new TaggedSerializers(stackTraces));
        context.addDeserializers(new TaggedDeserializers());
        context.addSerializerModifier(new ObjectSerializers());
        context.addDeserializerModifier(new ObjectDeserializers());
        context.addValueInstantiators(new DirectInstantiator.Everywhere());
        context.appendAnnotationIntrospector(new SealedTypeIntrospector());
    }

    private static final class TaggedSerializers extends Serializers.Base {

        private final ErrorSerializer errors;

        TaggedSerializers(boolean stackTraces) {
            this.errors = new ErrorSerializer(stackTraces);
        }

        @Override
        public @Nullable ValueSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription.Supplier bean, JsonFormat.Value format) {
            @Nullable DateForm<?> form = DateForm.of(type.getRawClass());
            if (form != null) {
                return new TaggedDateSerializer<>(form);
            }
            return type.isThrowable() ? errors : null;
        }
    }

    private static final class TaggedDeserializers extends Deserializers.Base {

        @Override
        public @Nullable ValueDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription.Supplier bean) {
            @Nullable DateForm<?> form = DateForm.of(type.getRawClass());
            if (form != null) {
                return new TaggedDateDeserializer<>(form);
            }
            if (type.isThrowable()) {
                return new ErrorDeserializer(type.getRawClass());
            }
            if (type.hasRawClass(Number.class)) {
                return new NumberDeserializer();
            }
            return type.isJavaLangObject() ? new UntypedDeserializer() : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return DateForm.of(type) != null
                    || Throwable.class.isAssignableFrom(type)
                    || type == Number.class
                    || type == Object.class;
        }
    }

    private static final class ObjectSerializers extends ValueSerializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueSerializer<?> modifyMapSerializer(
                SerializationConfig config,
                MapType type,
                BeanDescription.Supplier bean,
                ValueSerializer<?> serializer) {
            return serializer instanceof MapSerializer ? new EscapingSerializer(serializer) : serializer;
        }

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier bean, ValueSerializer<?> serializer) {
            if (!(serializer instanceof BeanSerializerBase)) {
                return serializer;
            }
            @Nullable TypeSerializer names = SealedTypeNames.of(bean.getBeanClass(), config);
            if (names != null) {
                return new VariantSerializer(serializer, names);
            }
            return hasTypeProperty(bean) ? new EscapingSerializer(serializer) : serializer;
        }
    }

    private static final class ObjectDeserializers extends ValueDeserializerModifier {

        private static final long serialVersionUID = 1L;

        @Override
        public ValueDeserializer<?> modifyMapDeserializer(
                DeserializationConfig config,
                MapType type,
                BeanDescription.Supplier bean,
                ValueDeserializer<?> deserializer) {
            return deserializer instanceof MapDeserializer ? new EscapingDeserializer(deserializer) : deserializer;
        }

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueDeserializer<?> deserializer) {
            return deserializer instanceof BeanDeserializerBase && hasTypeProperty(bean)
                    ? new EscapingDeserializer(deserializer)
                    : deserializer;
        }
    }

    private static boolean hasTypeProperty(BeanDescription.Supplier bean) {
        Stream<String> names = bean.get().findProperties().stream().map(BeanPropertyDefinition::getName);
        return names.anyMatch(WireTags.TYPE::equals);
    }
}
