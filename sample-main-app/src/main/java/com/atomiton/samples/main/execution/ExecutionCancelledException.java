package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionStatus;

/** An execution was cancelled, or nobody waited for its result any more. */
public final class ExecutionCancelledException extends ExecutionEndedException {

    private static final long serialVersionUID = 1L;

    ExecutionCancelledException(String executionId, String nodeId) {
        super(
                ExecutionStatus.CANCELLED,
                "execution '" + executionId + "' was cancelled at node '" + nodeId + "'",
                null);
    }
}
