package com.atomiton.samples.contract;

import com.atomiton.events.EventName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the conductor's log, for people.
 *
 * @param at when, by the conductor's clock
 * @param level how much it matters
 * @param executionId the execution it belongs to, if any
 * @param nodeId the node it belongs to, if any
 * @param message what happened
 */
@EventName("conductor:log")
public record ConductorLog(
        Instant at,
        LogLevel level,
        @Nullable String executionId,
        @Nullable String nodeId,
        String message) {}
