package com.atomiton.events.bus;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects the tasks that have come from a peer together, so that each lane gets its own at once: a lane that is told of
 * every single one costs more than what it does for it. Of one thread.
 */
final class HandOver {

    private final Map<Lane, List<LaneTask>> tasks = new IdentityHashMap<>(4);

    void add(Lane lane, LaneTask task) {
        tasks.computeIfAbsent(lane, unknown -> new ArrayList<>()).add(task);
    }

    /** Hands over what there is. */
    void complete() {
        tasks.forEach(Lane::executeAll);
        tasks.clear();
    }
}
