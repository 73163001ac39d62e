package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventContext;
import com.atomiton.events.LimitedLog;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Logs each failure with event, listener and sender, and goes on. Of a listener that fails in the same way all the time
 * it logs five in ten seconds, and how many there were; each one is counted, and listed as a dead letter.
 */
public final class LoggingErrorHandler implements ConductorErrorHandler {

    private static final Log log = LogFactory.getLog(LoggingErrorHandler.class);

    /** More listeners and ways to fail than that are not told apart. */
    private static final int MAX_LIMITS = 1_000;

    private final Map<Failing, LimitedLog> limits = new ConcurrentHashMap<>();
    private final LimitedLog others = new LimitedLog(log);

    private record Failing(String listener, Class<?> failure) {}

    @Override
    public void handleError(Throwable failure, EventContext context, String listener) {
        limit(new Failing(listener, failure.getClass()))
                .error("Listener " + listener + " failed on " + context + "; the next event follows", failure);
    }

    private LimitedLog limit(Failing failing) {
        LimitedLog known = limits.get(failing);
        if (known != null || limits.size() >= MAX_LIMITS) {
            return known == null ? others : known;
        }
        return limits.computeIfAbsent(failing, unknown -> new LimitedLog(log));
    }
}
