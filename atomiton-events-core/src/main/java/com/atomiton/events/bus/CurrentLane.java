package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/**
 * Which lane the current thread is running a task of. On a lane, and on a transport's thread, nothing may block on a full
 * window: the acknowledgements that would free it might have to pass this very thread.
 */
final class CurrentLane {

    /** Stands for a transport's thread that is delivering. */
    static final Lane TRANSPORT = new DirectLane();

    /**
     * A place for each thread, since setting that costs less for each message than setting a thread local. An array of
     * objects, so that a thread of somebody else's pool keeps no class of ours, and with it the class loader of an application that
     * has ended.
     */
    private static final ThreadLocal<@Nullable Object[]> CURRENT = ThreadLocal.withInitial(() -> new Object[1]);

    private CurrentLane() {}

    static @Nullable Lane get() {
        return (Lane) CURRENT.get()[0];
    }

    /** Returns what is to be given to {@link #leave}. */
    static @Nullable Lane enter(Lane lane) {
        Object[] place = CURRENT.get();
        Lane outer = (Lane) place[0];
        place[0] = lane;
        return outer;
    }

    static void leave(@Nullable Lane outer) {
        CURRENT.get()[0] = outer;
    }
}
