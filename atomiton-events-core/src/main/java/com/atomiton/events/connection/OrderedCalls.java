package com.atomiton.events.connection;

import com.atomiton.events.LimitedLog;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * What is decided under a lock and told without one, in the order in which it was decided: whoever has added something
 * calls {@link #run()} once it has released its lock. Who finds another thread telling leaves it to that one, so that
 * nobody waits for a listener. Thread-safe.
 */
public final class OrderedCalls {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(OrderedCalls.class));

    // Guarded by this.
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private boolean running;

    /** Nothing to tell yet. */
    public OrderedCalls() {}

    /** Adds something to tell. */
    public synchronized void add(Runnable call) {
        calls.add(call);
    }

    /** Tells what was added, unless another thread does. Without a lock held. */
    public void run() {
        if (!begin()) {
            return;
        }
        for (Runnable call = next(); call != null; call = next()) {
            try {
                call.run();
            } catch (RuntimeException | Error failed) {
                log.error("What has happened to a connection could not be told; the next is", failed);
            }
        }
    }

    private synchronized boolean begin() {
        boolean mine = !running;
        running = true;
        return mine;
    }

    private synchronized @Nullable Runnable next() {
        Runnable next = calls.poll();
        running = next != null;
        return next;
    }
}
