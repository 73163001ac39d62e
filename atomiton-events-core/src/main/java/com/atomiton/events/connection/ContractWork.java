package com.atomiton.events.connection;

import com.atomiton.events.LimitedLog;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What has to be compared for one connection, apart from the thread that reads, one after the other; and which shapes its
 * peer has been told, each once: asking again and again must not make this process say more. Thread-safe.
 */
final class ContractWork {

    private static final LimitedLog failures = new LimitedLog(LogFactory.getLog(ContractWork.class));

    // Guarded by this.
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final Set<String> told = new HashSet<>();
    private boolean running;

    /** One that throws does not keep the next ones waiting, for which nothing more would be read of the peer. */
    void execute(Executor executor, Runnable task) {
        synchronized (this) {
            tasks.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        boolean begun = false;
        try {
            executor.execute(this::runAll);
            begun = true;
        } catch (RejectedExecutionException closing) {
            // Nothing is compared any more.
        } finally {
            if (!begun) {
                stop();
            }
        }
    }

    private synchronized void stop() {
        running = false;
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (Throwable failed) {
                failures.error("The events of a peer could not be compared with those of this process", failed);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = tasks.poll();
        running = next != null;
        return next;
    }

    /** How many wait. */
    synchronized int waiting() {
        return tasks.size();
    }

    /** Those of the events whose shapes the peer has not been told; it is from now on. */
    synchronized Set<String> untold(Collection<String> events) {
        Set<String> untold = new HashSet<>(events);
        untold.removeAll(told);
        told.addAll(untold);
        return untold;
    }
}
