package com.atomiton.events.codec;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedClassResolver;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.TypeSerializer;

/** The types that a declared one may stand for, by the names that they have on the wire. */
final class Variants {

    private Variants() {}

    static Map<String, JavaType> of(JavaType type, TypeSerializer typeSerializer, SerializationContext context) {
        TypeIdResolver ids = typeSerializer.getTypeIdResolver();
        Map<String, JavaType> variants = new TreeMap<>();
        for (Class<?> candidate : candidates(type, ids, context)) {
            @Nullable String id = ids.idFromValueAndType(context, null, candidate);
            // What tells its variants apart by their properties has no names for them.
            variants.put(
                    id == null ? candidate.getSimpleName() : id, context.constructSpecializedType(type, candidate));
        }
        return variants;
    }

    private static Collection<Class<?>> candidates(JavaType type, TypeIdResolver ids, SerializationContext context) {
        if (ids instanceof SealedTypeNames sealed) {
            return sealed.classes();
        }
        AnnotatedClass annotated = AnnotatedClassResolver.resolve(context.getConfig(), type, context.getConfig());
        Collection<Class<?>> candidates = new ArrayList<>();
        for (NamedType named : context.getConfig()
                .getSubtypeResolver()
                .collectAndResolveSubtypesByClass(context.getConfig(), annotated)) {
            if (!Modifier.isAbstract(named.getType().getModifiers())) {
                candidates.add(named.getType());
            }
        }
        return candidates;
    }
}
