package com.atomiton.events.codec;

import com.atomiton.events.EventContractException;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.AsPropertyTypeSerializer;
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

    /** What writes the name of a class that a sealed type permits; {@code null} for any other class. */
    static @Nullable TypeSerializer of(Class<?> type, MapperConfig<?> config) {
        List<Class<?>> supertypes = new ArrayList<>(ClassUtils.getAllInterfacesForClassAsSet(type));
        for (@Nullable Class<?> at = type; at != null; at = at.getSuperclass()) {
            supertypes.add(at);
        }
        for (Class<?> supertype : supertypes) {
            if (SealedTypeIntrospector.isSealed(supertype) && isOurs(supertype, config)) {
                SealedTypeNames names = new SealedTypeNames(config.constructType(supertype), config);
                return names.names.containsKey(type)
                        ? new AsPropertyTypeSerializer(names, null, WireTags.VARIANT)
                        : null;
            }
        }
        return null;
    }

    /** The classes that have names. */
    Collection<Class<?>> classes() {
        return names.keySet();
    }

    private static boolean isOurs(Class<?> type, MapperConfig<?> config) {
        return !AnnotatedClassResolver.resolve(config, config.constructType(type), config)
                .hasAnnotation(JsonTypeInfo.class);
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
                            + other.getName() + " and " + type.getName(),
                    "give one of them another with @JsonTypeName",
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
