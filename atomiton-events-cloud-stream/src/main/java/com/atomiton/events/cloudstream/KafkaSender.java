package com.atomiton.events.cloudstream;

import com.atomiton.events.EventBusException;
import com.atomiton.events.engine.EngineRecord;
import com.atomiton.events.engine.EngineRecordRefusedException;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder;
import org.springframework.cloud.stream.config.ProducerMessageHandlerCustomizer;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.integration.kafka.outbound.KafkaProducerMessageHandler;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.MessageChannel;
import org.springframework.messaging.MessageHandler;
import org.springframework.messaging.MessagingException;
import org.springframework.messaging.support.MessageBuilder;
import org.springframework.util.MimeTypeUtils;

/** Sends to all topics through one binding, and so one producer, and learns what became of each record. */
final class KafkaSender implements ProducerMessageHandlerCustomizer<MessageHandler> {

    private final StreamBridge bridge;
    private final @Nullable String binderName;
    private final String boundTopic;
    private final ProducerMessageHandlerCustomizer<MessageHandler> users;

    private final MessageChannel kept = (message, timeout) -> {
        Confirmation waiting = Confirmation.of(message);
        return waiting != null && waiting.send(message);
    };

    private final MessageChannel notKept = (error, timeout) -> {
        if (error.getPayload() instanceof MessagingException failure) {
            Confirmation waiting = Confirmation.of(failure.getFailedMessage());
            if (waiting != null) {
                waiting.failed(meaning(failure));
            }
        }
        return true;
    };

    /**
     * Takes the place of the user's customizer, which the binder has only one of, and calls it.
     *
     * @param boundTopic by which the binder knows the binding
     */
    KafkaSender(
            StreamBridge bridge,
            @Nullable String binderName,
            KafkaMessageChannelBinder binder,
            String boundTopic,
            ProducerMessageHandlerCustomizer<MessageHandler> users) {
        this.bridge = bridge;
        this.binderName = binderName;
        this.boundTopic = boundTopic;
        this.users = users;
        binder.setProducerMessageHandlerCustomizer(this);
    }

    @Override
    public void configure(MessageHandler handler, String destinationName) {
        users.configure(handler, destinationName);
        if (handler instanceof KafkaProducerMessageHandler<?, ?> ours && destinationName.equals(boundTopic)) {
            ours.setSendSuccessChannel(kept);
            ours.setSendFailureChannel(notKept);
        }
    }

    CompletableFuture<Void> send(String topic, EngineRecord record) {
        Confirmation confirmation = new Confirmation();
        MessageBuilder<byte[]> message = MessageBuilder.withPayload(record.value())
                .setHeader(KafkaHeaders.TOPIC, topic)
                .setHeader(KafkaHeaders.KEY, RecordHeaders.bytes(record.key()))
                .setReplyChannel(confirmation);
        record.headers().forEach((name, text) -> message.setHeader(name, RecordHeaders.bytes(text)));
        try {
            bridge.send(Bindings.OUT, binderName, message.build(), MimeTypeUtils.APPLICATION_JSON);
        } catch (RuntimeException e) {
            confirmation.failed(meaning(e));
        }
        return confirmation.future();
    }

    private static EventBusException meaning(RuntimeException failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return cause instanceof RecordTooLargeException || cause instanceof InvalidTopicException
                ? new EngineRecordRefusedException("Kafka refuses the record: " + cause.getMessage(), failure)
                : new EventBusException("Kafka did not keep the record: " + cause, failure);
    }
}
