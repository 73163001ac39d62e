package com.atomiton.events.bus;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs tasks on an executor, so many at a time and no more; the rest wait in order. */
final class BoundedTasks implements Executor {

    private final Executor executor;
    private final int concurrency;

    // Guarded by this.
    private final Queue<Runnable> waiting = new ArrayDeque<>();
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
        executor.execute(() -> runFrom(task));
    }

    private void runFrom(Runnable first) {
        for (Runnable task = first; task != null; task = next()) {
            Tasks.run(task);
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = waiting.poll();
        if (next == null) {
            running--;
        }
        return next;
    }
}
