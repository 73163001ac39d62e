package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/** Names, types and handlers do not fit together: a mistake in the program, not in what it received. */
public class EventContractException extends EventBusException {

    private static final long serialVersionUID = 1L;

    /** With what does not fit, and the fix. */
    public EventContractException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
