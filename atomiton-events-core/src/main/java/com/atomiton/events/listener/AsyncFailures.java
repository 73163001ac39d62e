package com.atomiton.events.listener;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContext;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.LogText;
import java.util.concurrent.CompletionException;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;

/**
 * Where the failure of a {@link java.util.concurrent.CompletionStage} goes that a listener returned for a plain event:
 * the bus has seen the listener return and no longer looks. As a thrown exception does, it goes to the
 * {@link ConductorErrorHandler} bean; without one it is logged.
 */
final class AsyncFailures {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(AsyncFailures.class));

    private final ObjectProvider<ConductorErrorHandler> errorHandler;

    AsyncFailures(ObjectProvider<ConductorErrorHandler> errorHandler) {
        this.errorHandler = errorHandler;
    }

    void handle(Throwable failure, EventContext context, String listener) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        try {
            errorHandler.getIfAvailable(() -> AsyncFailures::log).handleError(cause, context, listener);
        } catch (Throwable broken) {
            // Neither is told of the other: either may be one that is thrown again and again.
            EventBusException both = new EventBusException("the error handler failed", broken);
            both.addSuppressed(cause);
            log.error("The ConductorErrorHandler failed for " + listener, both);
        }
    }

    private static void log(Throwable failure, EventContext context, String listener) {
        log.error(
                "The stage returned by " + listener + " for '" + context.name() + "' (" + LogText.escape(context.id())
                        + ") from " + LogText.escape(context.sender().toString()) + " failed",
                failure);
    }
}
