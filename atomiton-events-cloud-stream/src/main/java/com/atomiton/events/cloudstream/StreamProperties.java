package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.EngineRecordRefusedException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.BeanUtils;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.binder.ProducerProperties;
import org.springframework.cloud.stream.config.BindingProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.core.env.ConfigurableEnvironment;

/** What the bus sets of Spring Cloud Stream, whatever the binder, where the user has set nothing. */
final class StreamProperties {

    private static final String PREFIX = "spring.cloud.stream";

    private final ConfigurableEnvironment environment;
    private final BindingServiceProperties properties;

    StreamProperties(ConfigurableEnvironment environment, BindingServiceProperties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** @return a copy */
    ConsumerProperties consumer(String binding) {
        ConsumerProperties users = properties.getConsumerProperties(binding);
        ConsumerProperties copy = new ConsumerProperties();
        BeanUtils.copyProperties(users, copy);
        Map<Class<? extends Throwable>, Boolean> retryable = new LinkedHashMap<>(users.getRetryableExceptions());
        retryable.putIfAbsent(EngineRecordRefusedException.class, false);
        copy.setRetryableExceptions(retryable);
        new UserSettings(environment, PREFIX, binding, "consumer").unlessSet("multiplex", true, copy::setMultiplex);
        return copy;
    }

    /** The properties of a binding that sends, to be changed. */
    ProducerProperties producer(String binding) {
        ProducerProperties producer = properties.getProducerProperties(binding);
        new UserSettings(environment, PREFIX, binding, "producer")
                .unlessSet("use-native-encoding", true, producer::setUseNativeEncoding);
        return producer;
    }

    /** Lets a binding send to a destination if the user names no other one, and returns which it is. */
    String destination(String binding, String destination) {
        BindingProperties users = properties.getBindingProperties(binding);
        if (binding.equals(users.getDestination())) {
            users.setDestination(destination);
        }
        return users.getDestination();
    }

    /** How many destinations Spring Cloud Stream may keep connected that were not known before. */
    void keep(int destinations) {
        if (!UserSettings.isSet(environment, PREFIX + ".dynamic-destination-cache-size")) {
            properties.setDynamicDestinationCacheSize(destinations);
        }
    }
}
