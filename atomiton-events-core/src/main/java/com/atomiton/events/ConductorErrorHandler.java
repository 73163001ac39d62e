package com.atomiton.events;

/**
 * Told of each exception of an event listener, and of each event that could not be decoded for one. The default logs it
 * once and goes on.
 */
@FunctionalInterface
public interface ConductorErrorHandler {

    /**
     * Handles a failure of a listener. Runs on the listener's lane; what it throws is logged and otherwise ignored.
     *
     * @param failure what the listener threw, or an {@link EventSerializationException}
     * @param context the event
     * @param listener the listener, in words: its method, or where it was subscribed
     */
    void handleError(Throwable failure, EventContext context, String listener);
}
