package com.atomiton.samples.contract;

import com.atomiton.events.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something went wrong in the conductor.
 *
 * @param at when, by the conductor's clock
 * @param executionId the execution it belongs to; {@code null} if it belongs to none
 * @param error what was thrown; arrives as a {@link com.atomiton.events.RemoteEventException} with the same message
 */
@EventName("conductor:error")
public record ConductorError(Instant at, @Nullable String executionId, Throwable error) {}
