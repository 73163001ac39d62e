package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/**
 * Which lane the current thread is running a task of. On a lane, and on a transport's thread, nothing may block on a full
 * window: the acknowledgements that would free it might have to pass this very thread.
 */
final class CurrentLane {

    /** Stands for a transport's thread that is delivering. */
    static final Lane TRANSPORT = new DirectLane();

    private static final ThreadLocal<@Nullable Lane> CURRENT = new ThreadLocal<>();

    private CurrentLane() {}

    static @Nullable Lane get() {
        return CURRENT.get();
    }

    /** Returns what is to be given to {@link #leave}. */
    static @Nullable Lane enter(Lane lane) {
        Lane outer = CURRENT.get();
        CURRENT.set(lane);
        return outer;
    }

    static void leave(@Nullable Lane outer) {
        if (outer == null) {
            CURRENT.remove();
        } else {
            CURRENT.set(outer);
        }
    }
}
