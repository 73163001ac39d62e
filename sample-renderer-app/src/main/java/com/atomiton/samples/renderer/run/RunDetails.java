package com.atomiton.samples.renderer.run;

import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.renderer.conductor.LogLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known about a run.
 *
 * @param run where it stands
 * @param input what it was given
 * @param result what came of it, if it completed
 * @param log its last log lines
 */
public record RunDetails(
        RunView run, @Nullable Object input, @Nullable ExecutionResult result, List<LogLine> log) {}
