package com.atomiton.events.bus;

import java.time.Duration;

/** When the time of a call is over, whatever it waits for. */
final class Deadline {

    /** Of a call that has no time of its own. */
    static final Deadline NONE = new Deadline(0, false);

    private final long at;
    private final boolean exists;

    private Deadline(long at, boolean exists) {
        this.at = at;
        this.exists = exists;
    }

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos(), true);
    }

    /** By {@link System#nanoTime()}. */
    long at() {
        return at;
    }

    /** How many nanoseconds are left of the time, or of these if those are fewer. */
    long leftOf(long nanos) {
        return exists ? Math.min(nanos, at - System.nanoTime()) : nanos;
    }

    boolean isOver() {
        return exists && at - System.nanoTime() <= 0;
    }
}
