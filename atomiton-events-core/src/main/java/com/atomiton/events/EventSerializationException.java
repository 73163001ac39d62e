package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/** A payload could not be written, or what came could not be read as the type it should have. */
public class EventSerializationException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String propertyPath;

    /**
     * With where in the payload it happened.
     *
     * @param propertyPath as in {@code nodes[3].parameters}; empty for the payload itself
     */
    public EventSerializationException(String message, String propertyPath, @Nullable Throwable cause) {
        super(message, cause);
        this.propertyPath = propertyPath;
    }

    /** Where in the payload it happened, as in {@code nodes[3].parameters}; empty for the payload itself. */
    public String propertyPath() {
        return propertyPath;
    }
}
