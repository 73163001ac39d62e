package com.atomiton.events;

import java.lang.reflect.Type;
import java.util.Map;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * An event or a request on its way out of the application's code, as an {@link EventInterceptor} sees it. Immutable: each
 * {@code with…} returns another one.
 *
 * @param type its name, and the type of its payload
 * @param payload its payload
 * @param options what it was emitted with; of those of a request the headers and the correlation id
 * @param request whether it is a request; an interceptor can change its payload, headers and correlation id, and no more
 */
public record OutgoingEvent(EventType<?> type, Object payload, EmitOptions options, boolean request) {

    /** @throws EventContractException if the payload is not of the event's payload type */
    public OutgoingEvent {
        if (!isOf(type.payloadType(), payload)) {
            throw new EventContractException(
                    "'" + type.name() + "' carries " + type.payloadType().getTypeName() + ", but was given a "
                            + payload.getClass().getName(),
                    null);
        }
    }

    private static boolean isOf(Type payloadType, Object payload) {
        return payloadType instanceof Class<?> type && type.isInstance(payload)
                || ClassUtils.resolvePrimitiveIfNecessary(
                                ResolvableType.forType(payloadType).toClass())
                        .isInstance(payload);
    }

    /** Its name. */
    public String name() {
        return type.name();
    }

    /** The headers that it has so far; unmodifiable. */
    public Map<String, String> headers() {
        return options.headers();
    }

    /** This event with one header more, or with another value for it. */
    public OutgoingEvent withHeader(String name, String value) {
        return withOptions(options.withHeader(name, value));
    }

    /** This event with other options. */
    public OutgoingEvent withOptions(EmitOptions options) {
        return new OutgoingEvent(type, payload, options, request);
    }

    /**
     * This event with another payload.
     *
     * @throws EventContractException if it is not of the event's payload type
     */
    public OutgoingEvent withPayload(Object payload) {
        return new OutgoingEvent(type, payload, options, request);
    }
}
