package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/** What everything that this library throws extends. Thrown as such when the bus is closed. */
public class EventBusException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** With what happened and, if there is one, its cause. */
    public EventBusException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
