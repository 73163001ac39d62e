package com.atomiton.events.engine;

import com.atomiton.events.EventBusException;
import org.jspecify.annotations.Nullable;

/** A record cannot be consumed, however often it is tried: it cannot be read, or contradicts what is known here. */
public final class EngineRecordRefusedException extends EventBusException {

    private static final long serialVersionUID = 1L;

    /** @param message what is wrong with which record */
    public EngineRecordRefusedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
