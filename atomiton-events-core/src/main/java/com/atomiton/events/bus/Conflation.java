package com.atomiton.events.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The tasks of a lane whose place a later one takes as long as they wait. Guarded by the lane's lock but for the begin. */
final class Conflation {

    /** Of each key the one that waits. */
    private final Map<String, LaneTask> newest = new ConcurrentHashMap<>();

    private final List<LaneTask> superseded = new ArrayList<>();

    /** Lets the task take the place of an earlier one; {@code false} if there is none. */
    boolean replaceEarlier(LaneTask task) {
        String key = task.conflationKey();
        LaneTask earlier = key == null ? null : newest.put(key, task);
        return earlier != null && earlier.supersede() && superseded.add(earlier);
    }

    /** Those that were superseded since the last time: they are to be told so, without the lock. */
    List<LaneTask> takeSuperseded() {
        if (superseded.isEmpty()) {
            return List.of();
        }
        List<LaneTask> taken = List.copyOf(superseded);
        superseded.clear();
        return taken;
    }

    /** The lane is about to run the task; {@code false} if another has taken its place. On the lane's thread. */
    boolean begin(LaneTask task) {
        String key = task.conflationKey();
        if (key == null) {
            return true;
        }
        newest.remove(key, task);
        return task.begin();
    }
}
