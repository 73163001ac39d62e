package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventContext;
import com.atomiton.events.FailureLog;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** The default error handler: one line with the stack trace, and on with the next event. */
public final class LoggingErrorHandler implements ConductorErrorHandler {

    private static final Log log = LogFactory.getLog(LoggingErrorHandler.class);

    @Override
    public void handleError(Throwable failure, EventContext context, String listener) {
        FailureLog.error(log, "Listener " + listener + " failed on " + context + "; the next event follows", failure);
    }
}
