package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionStatus;
import java.time.Duration;

/** An execution took longer than its blueprint allows. */
public final class ExecutionTimeoutException extends ExecutionEndedException {

    private static final long serialVersionUID = 1L;

    ExecutionTimeoutException(String executionId, String nodeId, Duration timeout) {
        super(
                ExecutionStatus.TIMED_OUT,
                "execution '" + executionId + "' was stopped at node '" + nodeId + "' after " + timeout.toMillis()
                        + " ms; a longer time is set with the blueprint's settings.runtime.timeout",
                null);
    }
}
