package com.atomiton.samples.renderer.run;

import com.atomiton.samples.contract.NodeState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands now.
 *
 * @param id its execution's id
 * @param number counts the runs of this editor, from 1
 * @param blueprintId what it runs
 * @param status where it stands
 * @param percent 0 to 100
 * @param message what happened last
 * @param nodes the nodes, once the conductor has named them
 * @param startedAt when it was asked for, by this editor's clock
 * @param endedAt when it ended, if it has
 * @param error why it did not complete, if it ended so
 */
public record RunView(
        String id,
        long number,
        String blueprintId,
        RunStatus status,
        int percent,
        @Nullable String message,
        List<NodeState> nodes,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable RunError error) {

    static RunView asked(String id, long number, String blueprintId) {
        return new RunView(id, number, blueprintId, RunStatus.WAITING, 0, null, List.of(), Instant.now(), null, null);
    }

    RunView progressed(int toPercent, @Nullable String saying, List<NodeState> states) {
        return new RunView(
                id, number, blueprintId, RunStatus.RUNNING, toPercent, saying, states, startedAt, null, null);
    }

    RunView ended(RunStatus as, @Nullable RunError because) {
        int reached = as == RunStatus.COMPLETED ? 100 : percent;
        return new RunView(id, number, blueprintId, as, reached, message, nodes, startedAt, Instant.now(), because);
    }
}
