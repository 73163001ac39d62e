package com.atomiton.events.bus;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks on an executor, so many at a time and no more; the rest wait in order. */
final class BoundedTasks implements Executor {

    private final Executor executor;
    private final int concurrency;

    // Guarded by this.
    private final Set<Runnable> waiting = new LinkedHashSet<>();
    private int running;

    BoundedTasks(Executor executor, int concurrency) {
        this.executor = executor;
        this.concurrency = concurrency;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            if (running == concurrency) {
                waiting.add(task);
                return;
            }
            running++;
        }
        boolean begun = false;
        try {
            executor.execute(() -> runFrom(task));
            begun = true;
        } finally {
            if (!begun) {
                giveBack();
            }
        }
    }

    /** Takes out a task that waits; one that does not is none of its business any more. */
    synchronized void remove(Runnable task) {
        waiting.remove(task);
    }

    private void runFrom(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            Tasks.run(task);
        }
    }

    private synchronized @Nullable Runnable next() {
        Iterator<Runnable> tasks = waiting.iterator();
        if (!tasks.hasNext()) {
            running--;
            return null;
        }
        Runnable next = tasks.next();
        tasks.remove();
        return next;
    }

    private synchronized void giveBack() {
        running--;
    }
}
