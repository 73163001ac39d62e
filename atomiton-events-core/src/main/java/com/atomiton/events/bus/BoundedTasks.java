package com.atomiton.events.bus;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tasks of several owners on an executor, so many at a time and no more; the rest wait, those of each owner in
 * order, and the owners take turns. An owner none of whose tasks run does not wait for those of others: there are as many
 * places again for first tasks. Thread-safe.
 */
final class BoundedTasks {

    private final Executor executor;
    private final int concurrency;

    // Guarded by this.
    private final Map<Object, Set<Runnable>> waiting = new LinkedHashMap<>();
    private final Map<Object, Integer> running = new HashMap<>();
    private int total;

    BoundedTasks(Executor executor, int concurrency) {
        this.executor = executor;
        this.concurrency = concurrency;
    }

    /** Runs a task, now or when it is its turn. */
    void execute(Object owner, Runnable task) {
        synchronized (this) {
            if (!hasPlaceFor(owner)) {
                waiting.computeIfAbsent(owner, unknown -> new LinkedHashSet<>()).add(task);
                return;
            }
            begins(owner);
        }
        boolean begun = false;
        try {
            executor.execute(() -> runFrom(new Turn(owner, task)));
            begun = true;
        } finally {
            if (!begun) {
                ends(owner);
            }
        }
    }

    /** Takes out a task that waits; one that does not is none of its business any more. */
    synchronized void remove(Object owner, Runnable task) {
        Set<Runnable> tasks = waiting.get(owner);
        if (tasks != null && tasks.remove(task) && tasks.isEmpty()) {
            waiting.remove(owner);
        }
    }

    private record Turn(Object owner, Runnable task) {}

    private void runFrom(Turn first) {
        for (Turn turn = first; turn != null; turn = next(turn.owner)) {
            Tasks.run(turn.task);
        }
    }

    private synchronized @Nullable Turn next(Object before) {
        ends(before);
        for (Iterator<Map.Entry<Object, Set<Runnable>>> owners =
                        waiting.entrySet().iterator();
                owners.hasNext(); ) {
            Map.Entry<Object, Set<Runnable>> entry = owners.next();
            Object owner = entry.getKey();
            if (hasPlaceFor(owner)) {
                owners.remove();
                Set<Runnable> tasks = entry.getValue();
                Iterator<Runnable> first = tasks.iterator();
                Runnable task = first.next();
                first.remove();
                if (!tasks.isEmpty()) {
                    // Behind the others.
                    waiting.put(owner, tasks);
                }
                begins(owner);
                return new Turn(owner, task);
            }
        }
        return null;
    }

    private boolean hasPlaceFor(Object owner) {
        return total < concurrency || total < 2 * concurrency && !running.containsKey(owner);
    }

    private void begins(Object owner) {
        total++;
        running.merge(owner, 1, Integer::sum);
    }

    private synchronized void ends(Object owner) {
        total--;
        running.computeIfPresent(owner, (same, count) -> count == 1 ? null : count - 1);
    }
}
