package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.MergedAnnotation;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.util.ClassUtils;

/**
 * Which payload type belongs to which name in this process. A name that comes from a peer selects a type from here and
 * from nowhere else. Thread-safe.
 */
public final class EventCatalog {

    private final Map<String, EventType<?>> byName = new ConcurrentHashMap<>();
    private volatile Consumer<String> listener = name -> {};
    private final Map<Class<?>, EventType<?>> byClass = new ConcurrentHashMap<>();

    /**
     * Makes sure that the type's name belongs to its payload type.
     *
     * @throws EventContractException if the name belongs to another payload type
     */
    <T> EventType<T> register(EventType<T> type) {
        if (type.payloadType() == Object.class) {
            // Says nothing of the payload: it may be used beside a real type.
            return type;
        }
        EventType<?> known = byName.get(type.name());
        if (known == null) {
            known = byName.putIfAbsent(type.name(), type);
        }
        if (known != null && !known.payloadType().equals(type.payloadType())) {
            throw new EventContractException(
                    "the event name '" + type.name() + "' belongs to two payload types: "
                            + known.payloadType().getTypeName() + " and "
                            + type.payloadType().getTypeName(),
                    "give one of them another @EventName, or use one class for both",
                    null);
        }
        if (known == null) {
            listener.accept(type.name());
        }
        return type;
    }

    /** Told of the name of each type that is new, on the thread that brings it. */
    void listener(Consumer<String> told) {
        listener = told;
    }

    /**
     * The event type of a payload by the {@link EventName} of its class, or of the class or interface it inherits that
     * from.
     *
     * @throws EventContractException if there is none, or its name belongs to another payload type
     */
    @SuppressWarnings("unchecked") // the type is made from the payload's own class, or one it extends
    <T> EventType<T> typeOf(T payload) {
        EventType<?> known = byClass.get(payload.getClass());
        return (EventType<T>) (known != null ? known : typeOfClass(payload.getClass()));
    }

    /** As {@link #typeOf}, for a class. */
    @SuppressWarnings("unchecked")
    <T> EventType<T> typeOfClass(Class<T> type) {
        EventType<?> known = byClass.get(type);
        if (known == null) {
            // Without a lock of the map: who listens to new types may look at the class, and ask code of the
            // application.
            known = register(EventType.of(annotated(type)));
            byClass.putIfAbsent(type, known);
        }
        return (EventType<T>) known;
    }

    private static Class<?> annotated(Class<?> type) {
        MergedAnnotation<EventName> annotation = MergedAnnotations.from(
                        type, MergedAnnotations.SearchStrategy.TYPE_HIERARCHY)
                .get(EventName.class);
        return annotation.isPresent() && annotation.getSource() instanceof Class<?> source ? source : type;
    }

    /** The type of a name; {@code null} if it has none here. */
    @Nullable
    EventType<?> find(String name) {
        return byName.get(name);
    }

    /** What a payload of this name is read as: the type of the name, else plain values. */
    Type payloadType(String name) {
        EventType<?> type = byName.get(name);
        return type == null ? Object.class : type.payloadType();
    }

    /**
     * The type under which a payload travels by a name given as text.
     *
     * @throws EventContractException if the name's type in this process is another one
     * @throws IllegalArgumentException if it is no name
     */
    @SuppressWarnings("unchecked") // checked against the payload itself
    EventType<Object> typeFor(String name, Object payload) {
        EventType<?> known = byName.get(name);
        if (known == null) {
            return (EventType<Object>) EventType.of(name, payload.getClass());
        }
        check(known, payload);
        return (EventType<Object>) known;
    }

    private static void check(EventType<?> type, Object payload) {
        Class<?> expected = ClassUtils.resolvePrimitiveIfNecessary(
                ResolvableType.forType(type.payloadType()).toClass());
        if (!expected.isInstance(payload)) {
            throw new EventContractException(
                    "'" + type.name() + "' carries " + type.payloadType().getTypeName()
                            + " in this process, but was given a "
                            + payload.getClass().getName(),
                    null);
        }
    }

    /** All types there are; a copy. */
    public Collection<EventType<?>> types() {
        return List.copyOf(byName.values());
    }
}
