package com.atomiton.events;

import java.lang.reflect.Type;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * An event's name, the one type of its payload, and the attributes of its delivery. Immutable; meant to be a constant.
 * An explicit event type of an annotated class replaces the name of its {@link EventName} and keeps its other
 * attributes.
 *
 * @param <T> the payload type
 */
public final class EventType<T> {

    private final String name;
    private final Type payloadType;
    private final Delivery delivery;
    private final Function<? super T, ?> key;
    private final boolean retained;

    private EventType(String name, Type payloadType, Delivery delivery, Function<? super T, ?> key, boolean retained) {
        this.name = EventNames.requireValid(name);
        this.payloadType = payloadType;
        this.delivery = delivery;
        this.key = key;
        this.retained = retained;
    }

    /**
     * An event type for a class.
     *
     * @throws IllegalArgumentException if the name does not match {@code [A-Za-z0-9._:-]{1,200}}
     */
    public static <T> EventType<T> of(String name, Class<T> payloadType) {
        EventName annotation = AnnotatedElementUtils.findMergedAnnotation(payloadType, EventName.class);
        return annotation == null
                ? new EventType<>(name, payloadType, Delivery.RELIABLE, payload -> "", false)
                : annotated(name, payloadType, annotation);
    }

    /**
     * An event type for a generic payload, as in {@code EventType.of("rows", new ParameterizedTypeReference<List<Row>>()
     * {})}.
     *
     * @throws IllegalArgumentException if the name does not match {@code [A-Za-z0-9._:-]{1,200}}
     */
    public static <T> EventType<T> of(String name, ParameterizedTypeReference<T> payloadType) {
        return new EventType<>(name, payloadType.getType(), Delivery.RELIABLE, payload -> "", false);
    }

    /**
     * The event type that {@link EventName} gives a class.
     *
     * @throws EventContractException if the class has no {@link EventName}, or one that is not valid
     */
    public static <T> EventType<T> of(Class<T> payloadType) {
        EventName annotation = AnnotatedElementUtils.findMergedAnnotation(payloadType, EventName.class);
        if (annotation == null) {
            throw new EventContractException(
                    payloadType.getName() + " has no event name",
                    "annotate it with @EventName(\"…\"), or pass an EventType.of(\"…\", " + payloadType.getSimpleName()
                            + ".class)",
                    null);
        }
        try {
            return annotated(annotation.value(), payloadType, annotation);
        } catch (IllegalArgumentException invalid) {
            throw new EventContractException(
                    "@EventName of " + payloadType.getName() + ": " + invalid.getMessage(), invalid);
        }
    }

    private static <T> EventType<T> annotated(String name, Class<T> payloadType, EventName annotation) {
        Function<T, ?> key =
                annotation.key().isEmpty() ? payload -> "" : KeyProperty.reader(payloadType, annotation.key());
        return new EventType<>(name, payloadType, annotation.delivery(), key, annotation.retain());
    }

    /** This type with another delivery. */
    public EventType<T> delivery(Delivery delivery) {
        return new EventType<>(name, payloadType, delivery, key, retained);
    }

    /** This type with a function that says what a payload is about; see {@link EventName#key()}. */
    public EventType<T> key(Function<? super T, ?> key) {
        return new EventType<>(name, payloadType, delivery, key, retained);
    }

    /** This type with its last event kept for peers that show interest later; see {@link EventName#retain()}. */
    public EventType<T> retain() {
        return new EventType<>(name, payloadType, delivery, key, true);
    }

    /** The name on the wire. */
    public String name() {
        return name;
    }

    /** The type of the payload. */
    public Type payloadType() {
        return payloadType;
    }

    /** What the bus promises about the delivery to another process; {@link Delivery#RELIABLE} unless set. */
    public Delivery delivery() {
        return delivery;
    }

    /** The payload's key as text; empty where no key was set or the payload's is {@code null}. */
    public String keyOf(T payload) {
        @Nullable Object value = key.apply(payload);
        return value == null ? "" : value.toString();
    }

    /** Whether the last event is kept for peers that show interest later. */
    public boolean isRetained() {
        return retained;
    }

    /** Event types are equal if their names and payload types are. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventType<?> that && name.equals(that.name) && payloadType.equals(that.payloadType);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, payloadType);
    }

    @Override
    public String toString() {
        return name + " (" + payloadType.getTypeName() + ")";
    }
}
