package com.atomiton.samples.contract;

import org.jspecify.annotations.Nullable;

/**
 * Why an execution did not complete.
 *
 * @param nodeId the node that failed, or that ran when the execution was stopped; {@code null} if none had started
 * @param type the simple name of the exception's class
 * @param message its message
 */
public record ExecutionFailure(@Nullable String nodeId, String type, String message) {}
