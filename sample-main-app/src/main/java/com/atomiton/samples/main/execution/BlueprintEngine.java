package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionFailure;
import com.atomiton.samples.contract.ExecutionResult;
import com.atomiton.samples.contract.ExecutionStatus;
import com.atomiton.samples.contract.LogLevel;
import com.atomiton.samples.contract.NodeStatus;
import com.atomiton.samples.main.blueprint.Blueprint;
import com.atomiton.samples.main.node.NodeTypes;
import com.atomiton.samples.main.node.Parameters;
import com.atomiton.samples.main.node.Scope;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Runs executions, each on the thread that asks; several may run at the same time. */
@Component
public final class BlueprintEngine {

    /** For blueprints that set no timeout of their own. */
    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

    private final NodeTypes nodeTypes;

    public BlueprintEngine(NodeTypes nodeTypes) {
        this.nodeTypes = nodeTypes;
    }

    /**
     * Runs the nodes one after another, in the blueprint's order, until all have run, one fails, or the execution is
     * cancelled or has taken too long.
     *
     * @param reporter told of each step
     * @return how it ended; nothing that a node does is thrown
     */
    public ExecutionOutcome run(Execution execution, ExecutionReporter reporter) {
        reporter.log(LogLevel.INFO, null, "'" + execution.blueprint().id() + "' started");
        Outputs outputs = new Outputs(execution.blueprint(), execution.input());
        ProgressTracker tracker = new ProgressTracker(execution, reporter);
        for (Blueprint.Node node : execution.blueprint().nodes()) {
            try {
                outputs.put(node.id(), run(node, execution, outputs, tracker, reporter));
                tracker.status(node.id(), NodeStatus.COMPLETED, "node '" + node.id() + "' completed");
            } catch (ExecutionEndedException ended) {
                return ended(execution, node, outputs, ended, tracker, reporter);
            }
        }
        ExecutionResult result = result(execution, ExecutionStatus.COMPLETED, outputs, null);
        reporter.log(
                LogLevel.INFO,
                null,
                "'" + execution.blueprint().id() + "' completed in " + result.durationMillis() + " ms");
        return new ExecutionOutcome(result, null);
    }

    private @Nullable Object run(
            Blueprint.Node node,
            Execution execution,
            Outputs outputs,
            ProgressTracker tracker,
            ExecutionReporter reporter) {
        Duration timeout = execution.blueprint().timeout().orElse(DEFAULT_TIMEOUT);
        execution.checkStopped(node.id(), timeout);
        tracker.status(node.id(), NodeStatus.RUNNING, "node '" + node.id() + "' started");
        reporter.log(LogLevel.DEBUG, node.id(), node.type() + " started");
        Duration before = execution.elapsed();
        Scope scope = new Scope(execution.blueprint().variables(), execution.input(), outputs.summaries());
        NodeRun run = new NodeRun(
                node.id(),
                new Parameters(node.parameters(), scope),
                outputs.inputOf(node.id()),
                execution,
                timeout,
                tracker);
        try {
            Object output = nodeTypes.get(node.type()).run(run);
            long millis = execution.elapsed().minus(before).toMillis();
            reporter.log(LogLevel.INFO, node.id(), node.type() + " completed in " + millis + " ms");
            return output;
        } catch (ExecutionEndedException ended) {
            throw ended;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ExecutionCancelledException(execution.id(), node.id());
        } catch (Exception failure) {
            throw new NodeFailedException(node.id(), failure);
        }
    }

    private static ExecutionOutcome ended(
            Execution execution,
            Blueprint.Node node,
            Outputs outputs,
            ExecutionEndedException ended,
            ProgressTracker tracker,
            ExecutionReporter reporter) {
        String message = String.valueOf(ended.getMessage());
        boolean cancelled = ended.status() == ExecutionStatus.CANCELLED;
        tracker.status(node.id(), cancelled ? NodeStatus.CANCELLED : NodeStatus.FAILED, message);
        reporter.log(cancelled ? LogLevel.WARN : LogLevel.ERROR, node.id(), message);
        ExecutionFailure error =
                new ExecutionFailure(node.id(), ended.getClass().getSimpleName(), message);
        return new ExecutionOutcome(result(execution, ended.status(), outputs, error), ended);
    }

    private static ExecutionResult result(
            Execution execution, ExecutionStatus status, Outputs outputs, @Nullable ExecutionFailure error) {
        Map<String, @Nullable Object> summaries = outputs.summaries();
        return new ExecutionResult(
                execution.id(),
                execution.blueprint().id(),
                status,
                status == ExecutionStatus.COMPLETED ? outputs.last() : null,
                summaries,
                execution.startedAt(),
                execution.elapsed().toMillis(),
                error);
    }
}
