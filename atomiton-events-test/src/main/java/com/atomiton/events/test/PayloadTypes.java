package com.atomiton.events.test;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/** Which payload type belongs to which name, with the rules of the real bus: a test must not pass where that refuses. */
final class PayloadTypes {

    private final Map<String, EventType<?>> byName = new ConcurrentHashMap<>();

    <T> EventType<T> register(EventType<T> type) {
        if (type.payloadType() == Object.class) {
            return type;
        }
        EventType<?> known = byName.putIfAbsent(type.name(), type);
        if (known != null && !known.payloadType().equals(type.payloadType())) {
            throw new EventContractException(
                    "the event name '" + type.name() + "' belongs to two payload types: "
                            + known.payloadType().getTypeName() + " and "
                            + type.payloadType().getTypeName()
                            + "; give one of them another @EventName, or use one class for both",
                    null);
        }
        return type;
    }

    /** The type that {@link EventName} gives the class, or the class or interface it inherits that from. */
    @SuppressWarnings("unchecked") // the type is of the class itself, or of one it extends
    <T> EventType<T> ofClass(Class<T> type) {
        MergedAnnotation<EventName> annotation = MergedAnnotations.from(
                        type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
                .get(EventName.class);
        Class<?> annotated =
                annotation.isPresent() && annotation.getSource() instanceof Class<?> source ? source : type;
        return (EventType<T>) register(EventType.of(annotated));
    }

    /** The type of a payload by its class. */
    @SuppressWarnings("unchecked")
    <T> EventType<T> ofPayload(T payload) {
        return (EventType<T>) ofClass(payload.getClass());
    }

    /** The type under which a payload travels by a name given as text. */
    @SuppressWarnings("unchecked") // checked against the payload itself
    EventType<Object> ofName(String name, Object payload) {
        EventType<?> known = byName.get(name);
        if (known == null) {
            return (EventType<Object>) EventType.of(name, payload.getClass());
        }
        Class<?> expected = ClassUtils.resolvePrimitiveIfNecessary(
                ResolvableType.forType(known.payloadType()).toClass());
        if (!expected.isInstance(payload)) {
            throw new EventContractException(
                    "'" + name + "' carries " + known.payloadType().getTypeName()
                            + " in this process, but was given a "
                            + payload.getClass().getName(),
                    null);
        }
        return (EventType<Object>) known;
    }
}
