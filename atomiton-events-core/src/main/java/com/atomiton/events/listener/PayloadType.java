package com.atomiton.events.listener;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import java.lang.reflect.Type;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;

/**
 * The payload that a listener method takes.
 *
 * @param type with its type arguments
 * @param rawClass without them; never a primitive
 */
record PayloadType(Type type, Class<?> rawClass) {

    /** That of a method that does not look at the payload. */
    static final PayloadType ANY = new PayloadType(Object.class, Object.class);

    /** That of a payload parameter: its own type, or what its {@code Optional} may hold. */
    static PayloadType of(ResolvableType parameter) {
        ResolvableType type = parameter.resolve() == Optional.class ? parameter.getGeneric() : parameter;
        Class<?> rawClass = ClassUtils.resolvePrimitiveIfNecessary(type.resolve(Object.class));
        return new PayloadType(type.hasGenerics() ? type.getType() : rawClass, rawClass);
    }

    /** Whether it says nothing about the event's contract: {@code Object}, or a map from any names to any values. */
    boolean isUntyped() {
        if (rawClass == Map.class) {
            ResolvableType map = ResolvableType.forType(type);
            return map.getGeneric(1).resolve(Object.class) == Object.class;
        }
        return rawClass == Object.class;
    }

    /** The name that {@link EventName} gives the class; {@code null} if it has none. */
    @Nullable
    String eventName() {
        EventName annotation = AnnotatedElementUtils.findMergedAnnotation(rawClass, EventName.class);
        return annotation == null ? null : annotation.value();
    }

    /**
     * The event type of this payload under a name: of a plain class, with the attributes of its annotation; of an
     * untyped payload, {@code Object}, which stands beside any type that the name has.
     */
    EventType<?> named(String name) {
        if (isUntyped()) {
            return EventType.of(name, Object.class);
        }
        return type == rawClass
                ? EventType.of(name, rawClass)
                : EventType.of(name, ParameterizedTypeReference.forType(type));
    }

    /**
     * Fails if the payload is something else. A pattern may bring payloads of any type.
     *
     * @throws EventContractException naming both types
     */
    void check(Object payload, String eventName, String listener) {
        if (!rawClass.isInstance(payload)) {
            throw new EventContractException(
                    "'" + eventName + "' has a payload of " + payload.getClass().getName() + ", but " + listener
                            + " takes " + type.getTypeName()
                            + ": listen only to names with that payload, give a condition, or take an Object",
                    null);
        }
    }
}
