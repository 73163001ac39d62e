package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.EngineDelivery;
import com.atomiton.events.engine.EngineReceiver;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.integration.IntegrationMessageHeaderAccessor;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessageHandlingException;

/** Gives what a binding receives to a receiver, and what that throws to the binder. */
final class RecordHandler implements MessageHandler {

    private final Broker broker;
    private final EngineReceiver receiver;
    private final int attempts;

    /** @param attempts how often the binder gives a record */
    RecordHandler(Broker broker, EngineReceiver receiver, int attempts) {
        this.broker = broker;
        this.receiver = receiver;
        this.attempts = attempts;
    }

    @Override
    public void handleMessage(Message<?> message) {
        AtomicInteger counted =
                message.getHeaders().get(IntegrationMessageHeaderAccessor.DELIVERY_ATTEMPT, AtomicInteger.class);
        int attempt = counted == null ? 1 : counted.get();
        try {
            receiver.receive(new EngineDelivery(
                    RecordHeaders.record(message, broker.key(message.getHeaders())), attempt > 1, attempt >= attempts));
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw new MessageHandlingException(message, "The record could not be consumed", e);
        }
    }
}
