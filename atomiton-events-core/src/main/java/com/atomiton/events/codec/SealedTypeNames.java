package com.atomiton.events.codec;

import com.atomiton.events.EventContractException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Modifier;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** The names of the classes that a sealed type permits, also through sealed types between. */
final class SealedTypeNames extends TypeIdResolverBase {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, Class<?>> classes = new LinkedHashMap<>();
    private final transient Map<Class<?>, String> names = new LinkedHashMap<>();

    SealedTypeNames(JavaType baseType, MapperConfig<?> config) {
        super(baseType);
        collect(baseType.getRawClass(), config);
    }

    private void collect(Class<?> type, MapperConfig<?> config) {
        if (SealedTypeIntrospector.isSealed(type)) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, config);
            }
        }
        boolean instantiable = type.isEnum() || !Modifier.isAbstract(type.getModifiers());
        if (instantiable && !names.containsKey(type)) {
            name(type, config);
        }
    }

    private void name(Class<?> type, MapperConfig<?> config) {
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(config, config.constructType(type), config);
        @Nullable String given = config.getAnnotationIntrospector().findTypeName(config, annotated);
        String name = given == null || given.isEmpty() ? type.getSimpleName() : given;
        @Nullable Class<?> other = classes.put(name, type);
        if (other != null) {
            throw new EventContractException(
                    "Two classes that " + _baseType.getRawClass().getName() + " permits have the name '" + name + "': "
                            + other.getName() + " and " + type.getName()
                            + "; give one of them another with @JsonTypeName",
                    null);
        }
        names.put(type, name);
    }

    @Override
    public String idFromValue(DatabindContext context, Object value) {
        return idFromValueAndType(context, value, value.getClass());
    }

    @Override
    public String idFromValueAndType(DatabindContext context, Object value, Class<?> type) {
        @Nullable String name = names.get(_resolveToParentAsNecessary(type));
        return name != null
                ? name
                : context.reportBadDefinition(
                        _baseType,
                        type.getName() + " has no name on the wire: it is none of the classes " + names.keySet()
                                + " that the sealed type permits");
    }

    @Override
    public @Nullable JavaType typeFromId(DatabindContext context, String id) {
        @Nullable Class<?> type = classes.get(id);
        return type == null ? null : context.constructSpecializedType(_baseType, type);
    }

    @Override
    public String getDescForKnownTypeIds() {
        return classes.keySet().toString();
    }

    @Override
    public JsonTypeInfo.Id getMechanism() {
        return JsonTypeInfo.Id.CUSTOM;
    }
}
