package com.atomiton.samples.contract;

import com.atomiton.events.EventName;

/**
 * Stops an execution. One that has ended already is left as it is; one that has not started yet ends as soon as it
 * does.
 *
 * @param executionId the id that was given with {@link ExecuteBlueprint}
 */
@EventName("conductor:cancel")
public record CancelExecution(String executionId) {}
