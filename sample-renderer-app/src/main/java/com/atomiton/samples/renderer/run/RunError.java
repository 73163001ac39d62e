package com.atomiton.samples.renderer.run;

import com.atomiton.events.PeerLostException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.samples.contract.NodeState;
import com.atomiton.samples.contract.NodeStatus;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Why a run did not complete.
 *
 * @param type the class of the exception, at the conductor if it came from there
 * @param remote whether it came from there
 * @param message its message
 * @param nodeId the node that failed or was stopped, if one had started
 * @param stack the conductor's stack trace, if it came with one
 */
public record RunError(
        String type,
        boolean remote,
        String message,
        @Nullable String nodeId,
        @Nullable String stack) {

    /** The failure of a request, with what the progress last said of the nodes. */
    static RunError of(Throwable failure, List<NodeState> nodes) {
        Throwable cause = cause(failure);
        String message = String.valueOf(cause.getMessage());
        return cause instanceof RemoteEventException remote
                ? new RunError(remote.remoteType(), true, message, stoppedAt(nodes), remote.remoteStack())
                : new RunError(cause.getClass().getName(), false, message, stoppedAt(nodes), null);
    }

    static RunStatus status(Throwable failure) {
        Throwable cause = cause(failure);
        if (cause instanceof RemoteEventException remote) {
            String type = remote.remoteType().substring(remote.remoteType().lastIndexOf('.') + 1);
            return switch (type) {
                case "ExecutionCancelledException" -> RunStatus.CANCELLED;
                case "ExecutionTimeoutException" -> RunStatus.TIMED_OUT;
                default -> RunStatus.FAILED;
            };
        }
        if (cause instanceof CancellationException) {
            return RunStatus.CANCELLED;
        }
        return cause instanceof PeerLostException ? RunStatus.LOST : RunStatus.FAILED;
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static @Nullable String stoppedAt(List<NodeState> nodes) {
        return nodes.stream()
                .filter(node -> node.status() != NodeStatus.PENDING && node.status() != NodeStatus.COMPLETED)
                .map(NodeState::id)
                .findFirst()
                .orElse(null);
    }
}
