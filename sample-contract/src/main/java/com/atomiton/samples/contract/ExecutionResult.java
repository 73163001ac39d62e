package com.atomiton.samples.contract;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an execution ended. Tables are summarised: their row count and columns, and their rows if there are few.
 *
 * @param executionId the execution
 * @param blueprintId the blueprint it ran
 * @param status never {@link ExecutionStatus#RUNNING}
 * @param output what the blueprint's last node gave; by node id if several nodes have no successor
 * @param outputs what each node gave that completed, by node id, in the order in which they ran; unmodifiable
 * @param startedAt when it started, by the conductor's clock
 * @param durationMillis how long it took, in milliseconds
 * @param error why it did not complete; {@code null} if it did
 */
public record ExecutionResult(
        String executionId,
        String blueprintId,
        ExecutionStatus status,
        @Nullable Object output,
        Map<String, @Nullable Object> outputs,
        Instant startedAt,
        long durationMillis,
        @Nullable ExecutionFailure error) {

    public ExecutionResult {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
}
