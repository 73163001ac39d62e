package com.atomiton.events.bus;

import com.atomiton.events.LimitedLog;
import java.util.concurrent.ThreadFactory;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The thread of a lane, while it has one: the system may have none to give just now. Guarded by the lane's lock. */
final class LaneThread {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(LaneThread.class));

    private final String lane;
    private final ThreadFactory threads;
    private final Runnable work;
    private @Nullable Thread thread;

    LaneThread(String lane, ThreadFactory threads, Runnable work) {
        this.lane = lane;
        this.threads = threads;
        this.work = work;
    }

    /** Returns what {@link #tell} is to be given, without the lock. */
    @Nullable
    Throwable start() {
        try {
            Thread started = threads.newThread(work);
            started.start();
            thread = started;
            return null;
        } catch (Throwable refused) {
            // Also an Error. What waits is done when there is a thread.
            return refused;
        }
    }

    /** Says why there is none, if there is none. Without the lock, since a logger may block. */
    void tell(@Nullable Throwable refused) {
        if (refused != null) {
            log.error(
                    "The lane '" + lane + "' gets no thread; it is tried again with the next event, or in a moment",
                    refused);
        }
    }

    boolean exists() {
        return thread != null;
    }

    /** {@code null} if there is none. */
    @Nullable
    Thread get() {
        return thread;
    }

    /** It is gone, or in a moment. */
    void ends() {
        thread = null;
    }
}
