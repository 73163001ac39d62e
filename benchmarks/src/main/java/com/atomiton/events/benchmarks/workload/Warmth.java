package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Group;
import com.atomiton.events.benchmarks.Results;

/**
 * How long a contender warms up: at least a time, and at least a count, so that a slow one is as warm as a fast one; but
 * not for ever.
 */
final class Warmth {

    private static final double LONGEST = 4;

    private final double seconds;
    private final long enough;
    private final long start = System.nanoTime();
    private long done;

    /** Begins now; takes up to four times so many seconds to come to {@code enough}. */
    Warmth(double seconds, long enough) {
        this.seconds = seconds;
        this.enough = enough;
    }

    double seconds() {
        return seconds;
    }

    void done(long more) {
        done += more;
    }

    boolean isEnough() {
        double passed = (System.nanoTime() - start) / 1e9;
        return passed >= seconds && (isWarm() || passed >= seconds * LONGEST);
    }

    private boolean isWarm() {
        return done >= enough;
    }

    /** Says in the table that a row was not warm, if so. */
    void note(Results results, String workload, Group group) {
        if (!isWarm()) {
            results.note(
                    workload,
                    group.contender(),
                    String.format("not warm: only %,d of %,d before it was measured", done, enough));
        }
    }
}
