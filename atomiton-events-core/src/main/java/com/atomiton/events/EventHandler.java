package com.atomiton.events;

/** Handles the payload of an event. See {@link EventBus} for the thread it runs on. */
@FunctionalInterface
public interface EventHandler<T> {

    /**
     * Handles one event.
     *
     * @throws Exception whatever it likes: it is given to the bus's {@link ConductorErrorHandler}, and the next event
     *     follows
     */
    void handle(T payload) throws Exception;
}
