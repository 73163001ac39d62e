package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.LogLevel;
import org.jspecify.annotations.Nullable;

/** Told of every step of an execution, on the thread that runs it. Must not throw. */
public interface ExecutionReporter {

    /** Where the execution stands now. */
    void progress(ExecutionProgress progress);

    /** What happened, for people; the node is {@code null} where it concerns the execution as a whole. */
    void log(LogLevel level, @Nullable String nodeId, String message);
}
