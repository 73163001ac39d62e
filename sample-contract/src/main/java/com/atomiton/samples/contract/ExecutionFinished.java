package com.atomiton.samples.contract;

import com.atomiton.events.EventName;

/**
 * Tells the sender of an {@link ExecuteBlueprint} event how the execution ended.
 *
 * @param executionId the execution
 * @param result how it ended; failures are in it too
 */
@EventName("conductor:result")
public record ExecutionFinished(String executionId, ExecutionResult result) {}
