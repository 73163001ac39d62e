package com.atomiton.events.cloudstream;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageChannel;

/**
 * Waits for a binder to tell what became of one message. It is the message's reply channel, since no header mapper takes
 * that along to the broker.
 */
final class Confirmation implements MessageChannel {

    private final CompletableFuture<Void> future = new CompletableFuture<>();

    CompletableFuture<Void> future() {
        return future;
    }

    /** The broker keeps the message. */
    @Override
    public boolean send(Message<?> message, long timeout) {
        return future.complete(null);
    }

    void failed(Throwable failure) {
        future.completeExceptionally(failure);
    }

    /** What waits for the outcome of a message, or {@code null} if it is not the engine's. */
    static @Nullable Confirmation of(@Nullable Message<?> message) {
        return message != null && message.getHeaders().getReplyChannel() instanceof Confirmation confirmation
                ? confirmation
                : null;
    }
}
