package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionStatus;
import java.io.IOException;

/** A node threw; what it threw is the cause. */
public final class NodeFailedException extends ExecutionEndedException {

    private static final long serialVersionUID = 1L;

    NodeFailedException(String nodeId, Exception cause) {
        super(ExecutionStatus.FAILED, "node '" + nodeId + "' failed: " + describe(cause), cause);
    }

    /** The messages of I/O exceptions are often a path alone, so they need the name of the class. */
    private static String describe(Exception cause) {
        String message = cause.getMessage();
        return message == null || cause instanceof IOException
                ? cause.getClass().getSimpleName() + (message == null ? "" : ": " + message)
                : message;
    }
}
