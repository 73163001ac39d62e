package com.atomiton.events.listener;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventName;
import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Emits what a listener returned for a plain event: an event object, an array or collection of them, or a stage that
 * completes with these, which does not hold the lane meanwhile. {@code null} emits nothing. What has no
 * {@link EventName} cannot be emitted; the first time that is logged with the listener.
 */
final class ReturnedEvents {

    private static final Log log = LogFactory.getLog(ReturnedEvents.class);

    private final EventBus bus;
    private final AsyncFailures failures;
    private final String listener;
    private final AtomicBoolean warned = new AtomicBoolean();

    ReturnedEvents(EventBus bus, AsyncFailures failures, String listener) {
        this.bus = bus;
        this.failures = failures;
        this.listener = listener;
    }

    /**
     * Emits it, with the correlation id of the event that caused it or else that event's id.
     *
     * @throws com.atomiton.events.EventBusException as {@link EventBus#emit(Object)} does; not for a stage
     */
    void emit(@Nullable Object returned, EventContext cause) {
        if (returned instanceof CompletionStage<?> stage) {
            emitLater(stage, cause);
        } else if (returned instanceof Collection<?> events) {
            events.forEach(event -> emitOne(event, cause));
        } else if (returned instanceof Object[] events) {
            Arrays.asList(events).forEach(event -> emitOne(event, cause));
        } else {
            emitOne(returned, cause);
        }
    }

    private void emitLater(CompletionStage<?> stage, EventContext cause) {
        stage.thenAccept(value -> emit(value, cause)).whenComplete((done, failure) -> {
            if (failure != null) {
                failures.handle(failure, cause, listener);
            }
        });
    }

    private void emitOne(@Nullable Object event, EventContext cause) {
        if (event == null) {
            return;
        }
        if (AnnotatedElementUtils.hasAnnotation(event.getClass(), EventName.class)) {
            String correlationId = cause.correlationId();
            bus.emit(
                    event,
                    EmitOptions.defaults().withCorrelationId(correlationId != null ? correlationId : cause.id()));
        } else if (warned.compareAndSet(false, true)) {
            log.warn(listener + " returned a " + event.getClass().getName() + " for the event '" + cause.name()
                    + "', which is emitted to nobody since the class has no @EventName; as the reply to a request it"
                    + " would be sent. This is said once.");
        }
    }
}
