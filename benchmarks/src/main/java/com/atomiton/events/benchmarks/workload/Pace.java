package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.StreamResult;

/**
 * How fast a stream goes, so that each turn can be given as many events as take the time it should take.
 *
 * @param perSecond events per second after warming up
 */
record Pace(double perSecond) {

    private static final long FIRST = 50;

    /** Sends a number of events. */
    @FunctionalInterface
    interface Sending {
        StreamResult send(long events) throws Exception;
    }

    /** Sends more and more events until it is enough. */
    static Pace warmUp(Warmth warmUp, Sending sending) throws Exception {
        double seconds = warmUp.seconds();
        long events = FIRST;
        double perSecond;
        do {
            perSecond = sending.send(events).perSecond();
            warmUp.done(events);
            events = Math.max(FIRST, Math.min(events * 4, (long) (perSecond * seconds / 4)));
        } while (!warmUp.isEnough());
        return new Pace(perSecond);
    }

    long events(double seconds) {
        return Math.max(FIRST, (long) (perSecond * seconds));
    }
}
