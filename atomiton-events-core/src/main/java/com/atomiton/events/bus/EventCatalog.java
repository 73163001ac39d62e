package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import java.lang.reflect.Type;
import java.util.Collection;
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
 * from nowhere else. The types of listeners, handlers and annotated classes stay; of others, which were only emitted or
 * asked for, it knows the last {@value #MAX_UNUSED}. Thread-safe.
 */
public final class EventCatalog {

    static final int MAX_UNUSED = 10_000;

    /** So many make room at once, so that looking for them costs little. */
    private static final int FORGOTTEN_TOGETHER = 1_000;

    /** Changed under the monitor only. */
    private final Map<String, Known> byName = new ConcurrentHashMap<>();

    private final Map<Class<?>, EventType<?>> byClass = new ConcurrentHashMap<>();
    private volatile Consumer<String> listener = name -> {};

    /** How many types have come: the time by which it is told what was used last. Written under the monitor. */
    private volatile long age;

    private int unused; // Guarded by this

    private static final class Known {

        private final EventType<?> type;
        private final boolean shown;
        private int users; // Guarded by the catalog

        /** Some thread's last use; to lose one to another thread's does no harm. */
        private long lastUsed;

        Known(EventType<?> type, long age) {
            this.type = type;
            this.shown = age < MAX_UNUSED;
            this.lastUsed = age + 1; // After all that were used before it came
        }
    }

    /**
     * Makes sure that the type's name belongs to its payload type.
     *
     * @throws EventContractException if the name belongs to another payload type
     */
    <T> EventType<T> register(EventType<T> type) {
        if (!saysNothing(type)) {
            Known known = known(type.name());
            check(known == null ? add(type, 0) : known, type);
        }
        return type;
    }

    /**
     * As {@link #register}, and keeps it until it is {@link #release released} as often.
     *
     * @throws EventContractException as {@link #register}, and keeps nothing then
     */
    void use(EventType<?> type) {
        if (!saysNothing(type)) {
            add(type, 1);
        }
    }

    synchronized void release(EventType<?> type) {
        Known known = byName.get(type.name());
        if (known != null && !saysNothing(type) && --known.users == 0) {
            known.lastUsed = age;
            unused++;
            forgetSome();
        }
    }

    /** It may be used beside a real type. */
    private static boolean saysNothing(EventType<?> type) {
        return type.payloadType() == Object.class;
    }

    private Known add(EventType<?> type, int users) {
        Known known;
        boolean isNew;
        synchronized (this) {
            Known before = byName.get(type.name());
            isNew = before == null;
            known = before == null ? new Known(type, age) : before;
            check(known, type);
            if (isNew) {
                age++;
                unused++;
                byName.put(type.name(), known);
            }
            if (users > 0 && known.users == 0) {
                unused--;
            }
            known.users += users;
            forgetSome();
        }
        if (isNew) {
            listener.accept(type.name());
        }
        return known;
    }

    private void forgetSome() {
        if (unused > MAX_UNUSED) {
            byName.values().stream()
                    .filter(known -> known.users == 0)
                    // As it is now: it may be used meanwhile, and what changes cannot be sorted
                    .map(known -> Map.entry(known.lastUsed, known.type.name()))
                    .sorted(Map.Entry.comparingByKey())
                    .limit(FORGOTTEN_TOGETHER)
                    .toList()
                    .forEach(oldest -> byName.remove(oldest.getValue()));
            unused -= FORGOTTEN_TOGETHER;
        }
    }

    /** That of a name, which is used now. */
    private @Nullable Known known(String name) {
        Known known = byName.get(name);
        if (known != null) {
            long now = age;
            if (known.lastUsed != now) {
                known.lastUsed = now;
            }
        }
        return known;
    }

    private static void check(Known known, EventType<?> type) {
        if (!known.type.payloadType().equals(type.payloadType())) {
            throw new EventContractException(
                    "the event name '" + type.name() + "' belongs to two payload types: "
                            + known.type.payloadType().getTypeName() + " and "
                            + type.payloadType().getTypeName(),
                    "give one of them another @EventName, or use one class for both",
                    null);
        }
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
            EventType<?> found = EventType.of(annotated(type));
            use(found);
            known = byClass.putIfAbsent(type, found);
            if (known == null) {
                known = found;
            } else {
                release(found);
            }
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
        Known known = known(name);
        return known == null ? null : known.type;
    }

    /** Whether the name has a type here and is one of the first that had: those that meters and traces tell apart. */
    boolean isShown(String name) {
        Known known = byName.get(name);
        return known != null && known.shown;
    }

    /** What a payload of this name is read as: the type of the name, else plain values. */
    Type payloadType(String name) {
        EventType<?> type = find(name);
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
        EventType<?> known = find(name);
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
        return byName.values().stream().<EventType<?>>map(known -> known.type).toList();
    }
}
