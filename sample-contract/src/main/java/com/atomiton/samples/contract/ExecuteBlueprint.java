package com.atomiton.samples.contract;

import com.atomiton.events.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Asks the conductor to run a blueprint. As a request it is answered with an {@link ExecutionResult}; as an event, with
 * an {@link ExecutionFinished} to the sender alone.
 *
 * @param blueprintId which blueprint
 * @param executionId chosen by the asker, so that it can cancel with it; {@code null} and the conductor chooses one
 * @param input what the blueprint's templates see as {@code input}: plain JSON values
 */
@EventName("conductor:execute")
public record ExecuteBlueprint(
        String blueprintId,
        @Nullable String executionId,
        @Nullable Object input) {}
