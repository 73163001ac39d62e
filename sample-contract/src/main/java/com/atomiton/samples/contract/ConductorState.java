package com.atomiton.samples.contract;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventName;
import java.time.Instant;
import java.util.List;

/**
 * What the conductor is doing. A renderer that connects later gets the last one.
 *
 * @param running the executions that run now, the oldest first; unmodifiable
 * @param recent the last executions that have ended, the newest first; unmodifiable
 */
@EventName(value = "conductor:state", delivery = Delivery.LATEST, retain = true)
public record ConductorState(List<Execution> running, List<Execution> recent) {

    public ConductorState {
        running = List.copyOf(running);
        recent = List.copyOf(recent);
    }

    /**
     * An execution.
     *
     * @param executionId its id
     * @param blueprintId the blueprint it runs or ran
     * @param status where it stands
     * @param startedAt when it started, by the conductor's clock
     */
    public record Execution(String executionId, String blueprintId, ExecutionStatus status, Instant startedAt) {}
}
