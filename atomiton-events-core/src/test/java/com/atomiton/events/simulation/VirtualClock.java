package com.atomiton.events.simulation;

/** The time of all simulated processes, in nanoseconds. */
final class VirtualClock {

    private long now = 1_000_000_000L;

    long now() {
        return now;
    }

    void moveTo(long time) {
        now = Math.max(now, time);
    }
}
