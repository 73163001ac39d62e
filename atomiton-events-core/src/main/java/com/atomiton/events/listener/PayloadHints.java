package com.atomiton.events.listener;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.LinkedHashSet;
import java.util.Set;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.core.ResolvableType;

/**
 * What ahead-of-time processing needs to know of payloads, so that a native image can write and read them. Used by the
 * processors of this library.
 */
public final class PayloadHints {

    private final Set<Class<?>> found = new LinkedHashSet<>();

    private PayloadHints() {}

    /**
     * Registers a payload's type: its properties and theirs, its type arguments, and the variants of what is sealed
     * among them.
     */
    public static void register(ReflectionHints hints, Type payload) {
        PayloadHints all = new PayloadHints();
        all.add(ResolvableType.forType(payload));
        new BindingReflectionHintsRegistrar().registerReflectionHints(hints, all.found.toArray(Type[]::new));
    }

    private void add(ResolvableType type) {
        for (ResolvableType argument : type.getGenerics()) {
            add(argument);
        }
        if (type.isArray()) {
            add(type.getComponentType());
        }
        Class<?> raw = type.resolve();
        if (raw != null && isOfTheApplication(raw) && found.add(raw)) {
            addVariants(raw);
            addComponents(raw);
        }
    }

    private static boolean isOfTheApplication(Class<?> type) {
        return !type.isArray() && !type.isPrimitive() && !type.getName().startsWith("java.");
    }

    private void addVariants(Class<?> type) {
        if (type.isSealed()) {
            for (Class<?> variant : type.getPermittedSubclasses()) {
                add(ResolvableType.forClass(variant));
            }
        }
    }

    private void addComponents(Class<?> type) {
        if (type.isRecord()) {
            for (RecordComponent component : type.getRecordComponents()) {
                add(ResolvableType.forType(component.getGenericType()));
            }
        }
    }
}
