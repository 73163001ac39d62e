package com.atomiton.events.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that a lane's thread has taken to run them one after the other. Each is either begun by the thread or taken
 * back, by whoever comes first: a thread that hangs in one must not keep the others. Guarded by the lane's lock but for
 * {@link #next}.
 */
final class Batch {

    private final ArrayList<LaneTask> tasks = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();

    /** Of the thread only, between two takes. */
    private int size;

    /** Fills it; the thread has seen it empty, or {@link #takeBack taken} what was left. On the thread. */
    @Nullable
    String fill(WaitingTasks waiting, int ofOneAlone) {
        tasks.clear();
        size = 0;
        // Before, so that what has been taken can be taken back if there is no memory for the rest.
        next.set(0);
        String alone = waiting.take(tasks, ofOneAlone);
        size = tasks.size();
        return alone;
    }

    boolean isEmpty() {
        return next.get() >= tasks.size();
    }

    /** The next one, which is begun now; {@code null} if there is none. On the thread. */
    @Nullable
    LaneTask next() {
        int index = next.get() < size ? next.getAndIncrement() : size;
        return index < size ? tasks.set(index, null) : null;
    }

    /** Those that have not begun, in their order: the thread does not get them any more. */
    List<LaneTask> takeBack() {
        if (isEmpty()) {
            return List.of();
        }
        // All the memory that this takes, before anything is taken.
        List<LaneTask> left = new ArrayList<>(tasks.size());
        for (int i = next.getAndSet(tasks.size()); i < tasks.size(); i++) {
            left.add(tasks.get(i));
        }
        return left;
    }
}
