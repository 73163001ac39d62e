package com.atomiton.events.bus;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventContext;
import com.atomiton.events.LogText;
import com.atomiton.events.RemoteEventException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Collectors;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The default error handler: one line with the stack trace, and on with the next event. */
public final class LoggingErrorHandler implements ConductorErrorHandler {

    private static final Log log = LogFactory.getLog(LoggingErrorHandler.class);

    /** Causes can form a cycle. */
    private static final int MAX_CAUSES = 20;

    @Override
    public void handleError(Throwable failure, EventContext context, String listener) {
        String text = "Listener " + listener + " failed on " + context + "; the next event follows";
        if (isRemote(failure)) {
            // A logging system prints the message of an exception as it is, and this one is a peer's
            log.error(text + System.lineSeparator() + escapedTrace(failure));
        } else {
            log.error(text, failure);
        }
    }

    private static boolean isRemote(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int i = 0; i < MAX_CAUSES && cause != null; i++, cause = cause.getCause()) {
            if (cause instanceof RemoteEventException) {
                return true;
            }
        }
        return false;
    }

    private static String escapedTrace(Throwable failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        return trace.toString()
                .lines()
                .map(line -> LogText.escape(line.replace("\t", "    ")))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
