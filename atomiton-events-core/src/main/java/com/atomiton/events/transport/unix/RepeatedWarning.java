package com.atomiton.events.transport.unix;

import java.time.Duration;
import org.apache.commons.logging.Log;

/** Logs something that may happen thousands of times a second: once, then at most every ten seconds, with a count. */
final class RepeatedWarning {

    private static final Duration QUIET = Duration.ofSeconds(10);

    private final Log logger;
    private long silent;
    private long lastAt;
    private boolean logged;

    RepeatedWarning(Log logger) {
        this.logger = logger;
    }

    void warn(String message) {
        long now = System.nanoTime();
        if (logged && now - lastAt < QUIET.toNanos()) {
            silent++;
            return;
        }
        logger.warn(silent == 0 ? message : message + " (" + silent + " more since the last message)");
        logged = true;
        lastAt = now;
        silent = 0;
    }
}
