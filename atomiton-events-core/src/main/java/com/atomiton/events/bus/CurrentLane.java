package com.atomiton.events.bus;

import org.jspecify.annotations.Nullable;

/**
 * Which lane the current thread is running a task of. On a lane, and on a transport's thread, nothing may block on a full
 * window: the acknowledgements that would free it might have to pass this very thread.
 */
final class CurrentLane {

    /** Stands for a transport's thread that is delivering. */
    static final Lane TRANSPORT = new DirectLane();

    /** A place for each thread, since setting that costs less for each message than setting a thread local. */
    private static final ThreadLocal<Place> CURRENT = ThreadLocal.withInitial(Place::new);

    private static final class Place {

        private @Nullable Lane lane;
    }

    private CurrentLane() {}

    static @Nullable Lane get() {
        return CURRENT.get().lane;
    }

    /** Returns what is to be given to {@link #leave}. */
    static @Nullable Lane enter(Lane lane) {
        Place place = CURRENT.get();
        Lane outer = place.lane;
        place.lane = lane;
        return outer;
    }

    static void leave(@Nullable Lane outer) {
        CURRENT.get().lane = outer;
    }
}
