package com.atomiton.events.cloudstream;

import org.springframework.cloud.stream.binder.AbstractBinder;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.ProducerProperties;
import org.springframework.util.backoff.BackOffExecution;

/**
 * How often a binder gives a record that cannot be consumed. Asks what a binder makes of the properties, since Spring Cloud
 * Stream 5.0.1 gives it once more than {@code max-attempts} says, later versions do not.
 */
final class Attempts extends AbstractBinder<Object, ConsumerProperties, ProducerProperties> {

    private Attempts() {}

    static int of(ConsumerProperties properties) {
        int attempts = 1;
        if (properties.getMaxAttempts() > 1) {
            BackOffExecution waits = new Attempts()
                    .buildRetryTemplate(properties)
                    .getRetryPolicy()
                    .getBackOff()
                    .start();
            while (attempts <= properties.getMaxAttempts() && waits.nextBackOff() != BackOffExecution.STOP) {
                attempts++;
            }
        }
        return attempts;
    }

    @Override
    protected Binding<Object> doBindConsumer(
            String name, String group, Object inputTarget, ConsumerProperties properties) {
        throw new IllegalStateException();
    }

    @Override
    protected Binding<Object> doBindProducer(String name, Object outboundBindTarget, ProducerProperties properties) {
        throw new IllegalStateException();
    }
}
