package com.atomiton.samples.renderer.conductor;

import com.atomiton.events.RemoteEventException;
import com.atomiton.samples.contract.ConductorError;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An error that the conductor has told.
 *
 * @param number counts the errors that this editor has seen
 * @param at when, by the conductor's clock
 * @param executionId the execution it belongs to, if any
 * @param type the class of the exception there
 * @param message its message
 */
public record ErrorLine(long number, Instant at, @Nullable String executionId, String type, String message) {

    static ErrorLine of(long number, ConductorError error) {
        Throwable thrown = error.error();
        String type = thrown instanceof RemoteEventException remote
                ? remote.remoteType()
                : thrown.getClass().getName();
        return new ErrorLine(number, error.at(), error.executionId(), type, String.valueOf(thrown.getMessage()));
    }
}
