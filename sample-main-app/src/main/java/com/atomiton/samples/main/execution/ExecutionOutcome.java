package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionResult;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended.
 *
 * @param result the same for askers
 * @param failure why it did not complete; {@code null} if it did
 */
public record ExecutionOutcome(
        ExecutionResult result, @Nullable ExecutionEndedException failure) {

    /**
     * The result of a completed execution.
     *
     * @throws ExecutionEndedException if it did not complete
     */
    public ExecutionResult resultOrThrow() {
        if (failure != null) {
            throw failure;
        }
        return result;
    }
}
