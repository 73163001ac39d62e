package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/** An execution ended before all its nodes had run. */
public abstract sealed class ExecutionEndedException extends RuntimeException
        permits NodeFailedException, ExecutionCancelledException, ExecutionTimeoutException {

    private static final long serialVersionUID = 1L;

    private final ExecutionStatus status;

    ExecutionEndedException(ExecutionStatus status, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** How it ended. */
    public ExecutionStatus status() {
        return status;
    }
}
