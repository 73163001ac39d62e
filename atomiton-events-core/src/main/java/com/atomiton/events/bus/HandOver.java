package com.atomiton.events.bus;

import com.atomiton.events.EventType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects the tasks that have come from a peer together, so that each lane gets its own at once: a lane that is told of
 * every single one costs more than what it does for it. Of one thread.
 */
final class HandOver {

    private final Map<Lane, List<LaneTask>> tasks = new IdentityHashMap<>(4);

    private @Nullable Route route;

    /** Where the events of a name go, and what they are. */
    record Route(String name, Audience audience, @Nullable EventType<?> type) {

        /** Whether of several that wait only the newest of each key matters. */
        boolean isLatest() {
            return type != null && type.delivery() == com.atomiton.events.Delivery.LATEST;
        }
    }

    /** The route of a name, looked up once for all the events of this name that follow each other. */
    Route route(String name, Function<String, Route> lookUp) {
        Route known = route;
        if (known == null || !known.name.equals(name)) {
            known = lookUp.apply(name);
            route = known;
        }
        return known;
    }

    void add(Lane lane, LaneTask task) {
        tasks.computeIfAbsent(lane, unknown -> new ArrayList<>()).add(task);
    }

    /** Hands over what there is. */
    void complete() {
        try {
            for (Map.Entry<Lane, List<LaneTask>> entry : tasks.entrySet()) {
                handOver(entry.getKey(), entry.getValue());
            }
        } finally {
            tasks.clear();
            // A listener on this very thread may have changed who listens.
            route = null;
        }
    }

    /** Each lane by itself: what has come will not come again. */
    private static void handOver(Lane lane, List<LaneTask> own) {
        try {
            lane.executeAll(own);
        } catch (Throwable failed) {
            Tasks.failed(failed);
        }
    }
}
