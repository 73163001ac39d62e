package com.atomiton.samples.contract;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A snapshot of a running execution. Each one replaces the one before, so a slow screen may miss some and is right
 * again with the next.
 *
 * @param executionId the execution
 * @param percent 0 to 100
 * @param message what has just happened
 * @param nodes every node of the blueprint, in the order in which they run; unmodifiable
 */
@EventName(value = "conductor:progress", delivery = Delivery.LATEST, key = "executionId")
public record ExecutionProgress(
        String executionId, int percent, @Nullable String message, List<NodeState> nodes) {

    public ExecutionProgress {
        nodes = List.copyOf(nodes);
    }
}
