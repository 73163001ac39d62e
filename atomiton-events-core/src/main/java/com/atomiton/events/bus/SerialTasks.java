package com.atomiton.events.bus;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;

/** Runs tasks on an executor one at a time, in order: what belongs to one request, or the changes of the connection. */
final class SerialTasks implements Executor {

    private final Executor executor;
    private final Runnable all = this::runAll;

    // Guarded by this.
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean running;

    SerialTasks(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        boolean begun = false;
        try {
            executor.execute(all);
            begun = true;
        } finally {
            if (!begun) {
                stand();
            }
        }
    }

    /** What waits is run with the next task. */
    private synchronized void stand() {
        running = false;
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return tasks.size();
    }

    private void runAll() {
        while (true) {
            Runnable task;
            synchronized (this) {
                task = tasks.poll();
                if (task == null) {
                    running = false;
                    return;
                }
            }
            Tasks.run(task);
        }
    }
}
