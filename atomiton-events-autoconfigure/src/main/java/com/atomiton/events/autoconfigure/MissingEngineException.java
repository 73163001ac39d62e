package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventBusException;

/** {@code atomiton.events.transport} asks for an engine, and there is no bean that is one. */
public class MissingEngineException extends EventBusException {

    private static final long serialVersionUID = 1L;

    private final String transport;

    MissingEngineException(String transport) {
        super("'atomiton.events.transport' is " + transport + ", but there is no engine", null);
        this.transport = transport;
    }

    /** What was asked for, as in the property. */
    public String transport() {
        return transport;
    }
}
