package com.atomiton.events.benchmarks.integration;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.integration.channel.DirectChannel;
import org.springframework.integration.config.EnableIntegration;
import org.springframework.integration.ip.tcp.connection.AbstractConnectionFactory;
import org.springframework.integration.ip.tcp.serializer.ByteArrayLengthHeaderSerializer;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** A Spring context for flows that are made by hand, and what both sides need for theirs. */
final class Flows implements AutoCloseable {

    @EnableIntegration
    static class Configuration {}

    private final AnnotationConfigApplicationContext context =
            new AnnotationConfigApplicationContext(Configuration.class);

    /** Makes it a bean, with all that Spring does for one. */
    <T> T bean(String name, T object) {
        context.getBeanFactory().registerSingleton(name, object);
        context.getAutowireCapableBeanFactory().initializeBean(object, name);
        context.getAutowireCapableBeanFactory().autowireBean(object);
        return object;
    }

    DirectChannel channel(String name) {
        return bean(name, new DirectChannel());
    }

    <T extends AbstractConnectionFactory> T connections(String name, T factory) {
        ByteArrayLengthHeaderSerializer frames = new ByteArrayLengthHeaderSerializer();
        frames.setMaxMessageSize(64 * 1024);
        factory.setSerializer(frames);
        factory.setDeserializer(frames);
        factory.setSoTcpNoDelay(true);
        return bean(name, factory);
    }

    static Message<byte[]> encode(Sample sample) {
        return MessageBuilder.withPayload(SampleJson.encode(sample)).build();
    }

    static Sample decode(Message<?> message) {
        return SampleJson.decode((byte[]) message.getPayload());
    }

    @Override
    public void close() {
        context.close();
    }
}
