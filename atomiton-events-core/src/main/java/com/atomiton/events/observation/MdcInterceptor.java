package com.atomiton.events.observation;

import com.atomiton.events.EventContext;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.LogText;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.core.Ordered;

/**
 * Puts what a listener or handler works on into SLF4J's MDC while it runs, and puts back what was there before. Needs
 * SLF4J. What a handler does on other threads, or after it has returned, does not have it.
 */
public final class MdcInterceptor implements EventInterceptor, Ordered {

    /** The event's name. */
    public static final String EVENT = "atomiton.event";

    /** The correlation id of the event or request; its own id if its sender gave none. */
    public static final String CORRELATION_ID = "atomiton.correlationId";

    @Override
    public @Nullable Object aroundHandle(Object payload, EventContext context, Invocation invocation) throws Exception {
        String eventBefore = MDC.get(EVENT);
        String correlationIdBefore = MDC.get(CORRELATION_ID);
        MDC.put(EVENT, context.name());
        MDC.put(CORRELATION_ID, correlationId(context));
        try {
            return invocation.proceed(payload);
        } finally {
            restore(EVENT, eventBefore);
            restore(CORRELATION_ID, correlationIdBefore);
        }
    }

    /** What a peer has written is escaped, since layouts print it as it is. */
    private static String correlationId(EventContext context) {
        String given = context.correlationId();
        String id = given == null ? context.id() : given;
        return context.isLocal() ? id : LogText.escape(id);
    }

    private static void restore(String key, @Nullable String before) {
        if (before == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, before);
        }
    }

    /** Outside of the application's interceptors, whose log lines are to have it too. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
