package com.atomiton.events;

/** Handles the payload of an event together with what is known about the event. */
@FunctionalInterface
public interface ContextualEventHandler<T> {

    /**
     * Handles one event.
     *
     * @throws Exception whatever it likes: it is given to the bus's {@link ConductorErrorHandler}, and the next event
     *     follows
     */
    void handle(T payload, EventContext context) throws Exception;
}
