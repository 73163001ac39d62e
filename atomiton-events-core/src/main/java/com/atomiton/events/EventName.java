package com.atomiton.events;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives a payload class its event name and the attributes of its delivery. {@link EventType} says the same where a
 * class cannot be annotated.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventName {

    /** The name on the wire; must match {@code [A-Za-z0-9._:-]{1,200}}. One name belongs to one class of a process. */
    String value();

    /** What the bus promises about the delivery to another process. */
    Delivery delivery() default Delivery.RELIABLE;

    /**
     * The property of the payload that identifies what the event is about. {@link Delivery#LATEST} keeps the newest of
     * each key, and a lane of several threads keeps the order of each key. Empty: all events of the name have one key.
     */
    String key() default "";

    /** Whether the last event (of each key) is kept and given to a peer that shows interest later. */
    boolean retain() default false;
}
