package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContext;
import com.atomiton.events.LimitedLog;
import org.apache.commons.logging.LogFactory;

/** Gives failures of listeners to the application's error handler, and survives that one's own failures. */
final class ErrorReporter {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(ErrorReporter.class));

    private final ConductorErrorHandler handler;

    ErrorReporter(ConductorErrorHandler handler) {
        this.handler = handler;
    }

    void report(Throwable failure, EventContext event, String listener) {
        try {
            handler.handleError(failure, event, listener);
        } catch (Throwable second) {
            Tasks.run(() -> failed(failure, second, event, listener));
        }
    }

    private void failed(Throwable failure, Throwable second, EventContext event, String listener) {
        // Neither is told of the other: either may be one that is thrown again and again.
        EventBusException both = new EventBusException("the error handler failed", second);
        both.addSuppressed(failure);
        log.error(
                "The ConductorErrorHandler " + handler.getClass().getName() + " failed on " + event + " for "
                        + listener,
                both);
    }
}
