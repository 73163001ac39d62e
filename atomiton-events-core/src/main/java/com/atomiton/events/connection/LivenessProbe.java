package com.atomiton.events.connection;

import com.atomiton.events.transport.Transport;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks again and again whether a peer whose connection has ended lives on, until it is known to have ended or the probe
 * is stopped: a cut is no death, and a death is to be told within a second.
 */
final class LivenessProbe {

    private static final long INTERVAL_MILLIS = 100;

    private final Future<?> probes;

    private LivenessProbe(Future<?> probes) {
        this.probes = probes;
    }

    /**
     * Starts to ask.
     *
     * @param ended called on the timer's thread, perhaps more than once, when the peer is known to have ended
     */
    static LivenessProbe start(
            ScheduledExecutorService timer, Transport transport, @Nullable String liveness, Runnable ended) {
        if (liveness == null) {
            return new LivenessProbe(CompletableFuture.completedFuture(null));
        }
        return new LivenessProbe(timer.scheduleWithFixedDelay(
                () -> {
                    if (transport.hasEnded(liveness)) {
                        ended.run();
                    }
                },
                0,
                INTERVAL_MILLIS,
                TimeUnit.MILLISECONDS));
    }

    void stop() {
        probes.cancel(false);
    }
}
