package com.atomiton.samples.renderer.conductor;

import com.atomiton.samples.contract.ConductorLog;
import com.atomiton.samples.contract.LogLevel;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of the conductor's log. Also published as an application event.
 *
 * @param number counts the lines that this editor has seen
 * @param at when, by the conductor's clock
 * @param level how much it matters
 * @param executionId the execution it belongs to, if any
 * @param nodeId the node it belongs to, if any
 * @param message what happened
 */
public record LogLine(
        long number,
        Instant at,
        LogLevel level,
        @Nullable String executionId,
        @Nullable String nodeId,
        String message) {

    static LogLine of(long number, ConductorLog entry) {
        return new LogLine(number, entry.at(), entry.level(), entry.executionId(), entry.nodeId(), entry.message());
    }
}
