package com.atomiton.events.cloudstream;

import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.messaging.MessageHandlingException;

/**
 * Sets what the binder has no properties for, of the bus's own bindings. The next record is not kept waiting until the
 * acknowledgement of the one before has come back, which takes Kafka milliseconds; and a binding that ends does not first
 * give what was fetched with the record that is being received.
 */
final class KafkaContainers implements ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> {

    private final String groups;

    /** @param groups what the names of the bus's groups begin with */
    KafkaContainers(String groups) {
        this.groups = groups;
    }

    @Override
    public void configure(AbstractMessageListenerContainer<?, ?> container, String destinationName, String group) {
        if (group.startsWith(groups)) {
            ContainerProperties properties = container.getContainerProperties();
            KafkaAcknowledgements acknowledgements = new KafkaAcknowledgements(
                    properties.getConsumerRebalanceListener() instanceof ConsumerAwareRebalanceListener users
                            ? users
                            : new ConsumerAwareRebalanceListener() {});
            properties.setConsumerRebalanceListener(acknowledgements);
            properties.setCommitCallback(acknowledgements);
            properties.setSyncCommits(false);
            properties.setStopImmediate(true);
            container.setCommonErrorHandler(errorHandler());
        }
    }

    /**
     * How often a record is given is for the binding to say. With one attempt only, the binder leaves a failure to the
     * container, which would give the record nine times more.
     */
    private static DefaultErrorHandler errorHandler() {
        DefaultErrorHandler handler = new DefaultErrorHandler();
        handler.addNotRetryableExceptions(MessageHandlingException.class);
        return handler;
    }
}
