package com.atomiton.events.listener;

import com.atomiton.events.EventContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.GenericMessage;

/**
 * One call of a listener method: the event, and the message and the arguments made of it, each made when first asked
 * for and once. A method that takes only its payload costs no message. Used by one thread.
 */
final class ListenerCall {

    private final Object payload;
    private final EventContext context;
    private final List<ListenerArgument> parameters;

    private @Nullable Message<?> message;
    private @Nullable Object @Nullable [] arguments;

    ListenerCall(Object payload, EventContext context, List<ListenerArgument> parameters) {
        this.payload = payload;
        this.context = context;
        this.parameters = parameters;
    }

    Object payload() {
        return payload;
    }

    EventContext context() {
        return context;
    }

    Message<?> message() {
        Message<?> made = message;
        if (made == null) {
            made = new GenericMessage<>(payload, headers());
            message = made;
        }
        return made;
    }

    private Map<String, Object> headers() {
        Map<String, Object> headers = new HashMap<>(context.headers());
        headers.put(ConductorHeaders.EVENT_NAME, context.name());
        headers.put(ConductorHeaders.ID, context.id());
        headers.put(ConductorHeaders.SENDER, context.sender());
        headers.put(ConductorHeaders.CONTEXT, context);
        headers.remove(ConductorHeaders.CORRELATION_ID);
        String correlationId = context.correlationId();
        if (correlationId != null) {
            headers.put(ConductorHeaders.CORRELATION_ID, correlationId);
        }
        return headers;
    }

    /** The arguments, in the order of the parameters. */
    @Nullable
    Object[] arguments() {
        @Nullable Object[] made = arguments;
        if (made == null) {
            made = new @Nullable Object[parameters.size()];
            for (int i = 0; i < made.length; i++) {
                made[i] = resolve(parameters.get(i));
            }
            arguments = made;
        }
        return made;
    }

    private @Nullable Object resolve(ListenerArgument parameter) {
        try {
            return parameter.resolve(this);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
