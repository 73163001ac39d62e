package com.atomiton.samples.main.execution;

import com.atomiton.samples.contract.ExecutionProgress;
import com.atomiton.samples.contract.NodeState;
import com.atomiton.samples.contract.NodeStatus;
import com.atomiton.samples.main.blueprint.Blueprint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps where each node of an execution stands and reports each change. Only for the thread that runs it. */
final class ProgressTracker {

    private final Execution execution;
    private final ExecutionReporter reporter;
    private final Map<String, NodeStatus> nodes = new LinkedHashMap<>();
    private int percent;

    ProgressTracker(Execution execution, ExecutionReporter reporter) {
        this.execution = execution;
        this.reporter = reporter;
        for (Blueprint.Node node : execution.blueprint().nodes()) {
            nodes.put(node.id(), NodeStatus.PENDING);
        }
    }

    /** A node has another status. */
    void status(String nodeId, NodeStatus status, String message) {
        nodes.put(nodeId, status);
        percent = percent(0);
        report(message);
    }

    /** The running node has done a part of its work. Reported only if that makes a percent. */
    void fraction(String nodeId, double fraction) {
        int now = percent(Math.min(1, Math.max(0, fraction)));
        if (now > percent) {
            percent = now;
            report("node '" + nodeId + "' runs");
        }
    }

    private int percent(double ofRunningNode) {
        long completed =
                nodes.values().stream().filter(NodeStatus.COMPLETED::equals).count();
        return (int) (100 * (completed + ofRunningNode) / nodes.size());
    }

    private void report(@Nullable String message) {
        reporter.progress(new ExecutionProgress(
                execution.id(),
                percent,
                message,
                nodes.entrySet().stream()
                        .map(node -> new NodeState(node.getKey(), node.getValue()))
                        .toList()));
    }
}
