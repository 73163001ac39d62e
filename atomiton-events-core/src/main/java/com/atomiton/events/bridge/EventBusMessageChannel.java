package com.atomiton.events.bridge;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventType;
import com.atomiton.events.Subscription;
import com.atomiton.events.listener.ConductorHeaders;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageDeliveryException;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.SubscribableChannel;
import org.springframework.messaging.support.AbstractMessageChannel;
import org.springframework.messaging.support.MessageBuilder;

/**
 * A channel for Spring Messaging and Spring Integration whose messages are events of one type:
 *
 * <pre>{@code
 * @Bean
 * EventBusMessageChannel progress(EventBus bus) {
 *     return new EventBusMessageChannel(bus, Progress.class);
 * }
 * }</pre>
 *
 * <p>Sending a message emits its payload. Of its headers those travel whose values are text, numbers, truth values or
 * UUIDs, as text; {@code correlationId} as the event's correlation id; {@code id} and {@code timestamp} do not. Sending
 * does not wait: the timeout is that of the bus, {@code atomiton.events.outbound.block-timeout}.
 *
 * <p>A handler that subscribes gets the events of this process and of others on the bus's default lane, one at a time,
 * with the sender's headers, {@code correlationId} and the {@link ConductorHeaders}. What it throws goes to the bus's
 * error handler. Thread-safe.
 */
public final class EventBusMessageChannel extends AbstractMessageChannel implements SubscribableChannel {

    private static final String CORRELATION_ID = "correlationId";
    private static final String OURS = "conductor_";

    private final EventBus bus;
    private final EventType<Object> type;
    private final Class<?> payloadClass;
    private final Map<MessageHandler, Subscription> subscriptions = new ConcurrentHashMap<>();

    /** For events of a class with an {@link com.atomiton.events.EventName}. */
    public EventBusMessageChannel(EventBus bus, Class<?> type) {
        this(bus, EventType.of(type));
    }

    /** For events of a type. */
    @SuppressWarnings("unchecked") // each payload is checked against it
    public EventBusMessageChannel(EventBus bus, EventType<?> type) {
        this.bus = bus;
        this.type = (EventType<Object>) type;
        this.payloadClass = ResolvableType.forType(type.payloadType()).toClass();
    }

    @Override
    protected boolean sendInternal(Message<?> message, long timeout) {
        Object payload = message.getPayload();
        if (!payloadClass.isInstance(payload)) {
            throw new MessageDeliveryException(
                    message,
                    "'" + type.name() + "' carries " + payloadClass.getName() + ", but the message has a "
                            + payload.getClass().getName());
        }
        return bus.emit(type, payload, options(message.getHeaders())) != EmitResult.DROPPED;
    }

    private static EmitOptions options(MessageHeaders headers) {
        Map<String, String> texts = new LinkedHashMap<>();
        headers.forEach((name, value) -> {
            if (travels(name, value)) {
                texts.put(name, value.toString());
            }
        });
        @Nullable String correlationId = texts.remove(CORRELATION_ID);
        EmitOptions options = EmitOptions.defaults().withHeaders(texts);
        return correlationId == null ? options : options.withCorrelationId(correlationId);
    }

    private static boolean travels(String name, @Nullable Object value) {
        boolean isText = value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof UUID;
        return isText
                && !name.equals(MessageHeaders.ID)
                && !name.equals(MessageHeaders.TIMESTAMP)
                && !name.startsWith(OURS);
    }

    @Override
    public boolean subscribe(MessageHandler handler) {
        boolean[] added = new boolean[1];
        subscriptions.computeIfAbsent(handler, unknown -> {
            added[0] = true;
            return bus.onEvent(type, (payload, context) -> unknown.handleMessage(message(payload, context)));
        });
        return added[0];
    }

    @Override
    public boolean unsubscribe(MessageHandler handler) {
        @Nullable Subscription subscription = subscriptions.remove(handler);
        if (subscription == null) {
            return false;
        }
        subscription.close();
        return true;
    }

    private static Message<Object> message(Object payload, EventContext context) {
        return MessageBuilder.withPayload(payload)
                .copyHeaders(context.headers())
                .setHeader(CORRELATION_ID, context.correlationId())
                .setHeader(ConductorHeaders.EVENT_NAME, context.name())
                .setHeader(ConductorHeaders.ID, context.id())
                .setHeader(ConductorHeaders.SENDER, context.sender())
                .setHeader(ConductorHeaders.CORRELATION_ID, context.correlationId())
                .setHeader(ConductorHeaders.CONTEXT, context)
                .build();
    }
}
