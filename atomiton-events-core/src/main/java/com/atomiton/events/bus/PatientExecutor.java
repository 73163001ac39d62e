package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.apache.commons.logging.LogFactory;

/**
 * Runs tasks on an executor that may not have a thread for each of them just now: those wait, in order, and are tried
 * again. So none is lost, and whoever gives one need not know what to do without a thread. Thread-safe.
 */
final class PatientExecutor implements Executor {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(PatientExecutor.class));

    private final Executor executor;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    PatientExecutor(Executor executor) {
        this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
        // One that runs tasks on the calling thread must not seem to refuse what has failed.
        Runnable guarded = () -> Tasks.run(task);
        try {
            executor.execute(guarded);
        } catch (Throwable refused) {
            // Also an Error: the system may have no thread to give just now.
            waiting.add(guarded);
            log.error("There is no thread for a task of the event bus; it is tried again in a moment", refused);
            if (stopped) {
                runHere();
            }
        }
    }

    /** Tries again what has waited until now. */
    void retry() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            try {
                executor.execute(task);
            } catch (Throwable stillNone) {
                // To the end: that those of a second ago keep their order is not promised to anybody.
                waiting.add(task);
                return;
            }
        }
    }

    /** From now on what gets no thread is run by whoever gives it, and what waits here and now: futures depend on it. */
    void stop() {
        stopped = true;
        retry();
        runHere();
    }

    private void runHere() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }
}
