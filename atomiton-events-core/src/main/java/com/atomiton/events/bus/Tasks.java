package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import org.apache.commons.logging.LogFactory;

/** Runs the tasks of queues so that one that throws, which none should, does not end its queue. */
final class Tasks {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(Tasks.class));

    private Tasks() {}

    static void run(Runnable task) {
        try {
            task.run();
        } catch (Throwable failed) {
            failed(failed);
        }
    }

    /** Logs what something threw that must take nothing else with it. Never throws. */
    static void failed(Throwable failed) {
        try {
            log.error(
                    "A task of the event bus failed on "
                            + Thread.currentThread().getName() + "; the next follows",
                    failed);
        } catch (Throwable noMemory) {
            // There is none left to say so.
        }
    }
}
