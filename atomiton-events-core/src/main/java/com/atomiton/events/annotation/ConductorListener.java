package com.atomiton.events.annotation;

import com.atomiton.events.Origin;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a bean's method a listener for events, and the answerer of requests of the same name if it returns something.
 *
 * <p>Parameters are resolved as everywhere in Spring Messaging: the payload (also with {@code @Payload} or
 * {@code @Valid}), {@code @Header}, {@code @Headers}, {@code Message<T>}, and of this library
 * {@link com.atomiton.events.EventContext}, {@link com.atomiton.events.RequestContext} and
 * {@link com.atomiton.events.Peer}.
 *
 * <p>A request is replied to with the return value; a {@code CompletableFuture} is awaited, and {@code null} replies
 * empty. For a plain event, a returned event object is emitted, or each of an array or collection of them, or what a
 * {@code CompletableFuture} completes with, which does not hold the lane; with the correlation id of the event that
 * caused it (or that event's id). {@code null} emits nothing, and a value whose class has no
 * {@link com.atomiton.events.EventName} is not emitted but logged once. A {@code void} method answers no requests, and
 * one that takes a {@code RequestContext} nothing else.
 *
 * <p>Usable as a meta-annotation. A method that could never be called fails the start of the application.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface ConductorListener {

    /**
     * The names or patterns to listen to; {@code *} stands for any characters except {@code :}, {@code **} for any.
     * Empty: the {@link com.atomiton.events.EventName} of the payload parameter's class. With a pattern the method
     * answers no requests.
     */
    String[] value() default {};

    /** Whose events the method gets. Requests are answered whatever their origin. */
    Origin origin() default Origin.ANY;

    /**
     * A SpEL expression that must be true for the method to be called, with {@code #root.payload},
     * {@code #root.context} and the method's parameters as {@code #a0} or, compiled with {@code -parameters}, by name.
     * Empty: always. A request whose condition is false has no handler.
     */
    String condition() default "";

    /**
     * The lane to run in; placeholders are resolved. Empty: the bus's shared lane for events, a task of its own for a
     * request. {@code direct}: the thread that brings the event, which must not be blocked.
     */
    String lane() default "";

    /** How many threads the named lane has; the order of the events of one key is kept. */
    int concurrency() default 1;
}
