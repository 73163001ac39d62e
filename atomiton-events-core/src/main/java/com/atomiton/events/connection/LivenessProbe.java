package com.atomiton.events.connection;

import com.atomiton.events.transport.ProcessWatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks again and again whether a peer whose connection has ended lives on, until it is known to have ended or the probe
 * is cancelled: a cut is no death, and a death is to be told within a second.
 */
final class LivenessProbe {

    private static final long INTERVAL_MILLIS = 100;

    private LivenessProbe() {}

    /**
     * Starts to ask.
     *
     * @param ended called on the timer's thread, perhaps more than once, when the peer is known to have ended
     */
    static Future<?> start(ScheduledExecutorService timer, ProcessWatch watch, Runnable ended) {
        return timer.scheduleWithFixedDelay(
                () -> {
                    if (watch.hasEnded()) {
                        ended.run();
                    }
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS);
    }
}
