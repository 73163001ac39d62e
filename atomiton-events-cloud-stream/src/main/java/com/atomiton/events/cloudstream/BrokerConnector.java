package com.atomiton.events.cloudstream;

import com.atomiton.events.autoconfigure.CloudStreamProperties;
import java.util.function.Supplier;
import org.springframework.cloud.stream.binder.Binder;
import org.springframework.cloud.stream.binder.BinderFactory;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.config.BindingServiceProperties;
import org.springframework.cloud.stream.function.StreamBridge;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.messaging.MessageChannel;
import org.springframework.util.ClassUtils;

/** Finds the binder of the bus and how to treat it. */
final class BrokerConnector implements Supplier<BoundBroker> {

    private static final boolean KAFKA = ClassUtils.isPresent(
            "org.springframework.cloud.stream.binder.kafka.KafkaMessageChannelBinder",
            BrokerConnector.class.getClassLoader());

    private final ConfigurableApplicationContext context;
    private final BinderContexts binderContexts;
    private final DestinationNames names;
    private final CloudStreamProperties settings;

    BrokerConnector(
            ConfigurableApplicationContext context,
            BinderContexts binderContexts,
            DestinationNames names,
            CloudStreamProperties settings) {
        this.context = context;
        this.binderContexts = binderContexts;
        this.names = names;
        this.settings = settings;
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // Without a name the factory returns the default binder
    public BoundBroker get() {
        StreamProperties properties =
                new StreamProperties(context.getEnvironment(), context.getBean(BindingServiceProperties.class));
        StreamBridge bridge = context.getBean(StreamBridge.class);
        Binder<MessageChannel, ConsumerProperties, ?> binder = (Binder<MessageChannel, ConsumerProperties, ?>)
                context.getBean(BinderFactory.class).getBinder(settings.getBinder(), MessageChannel.class);
        ConfigurableApplicationContext binderContext = binderContexts.contextOf(binder);
        Broker broker = KAFKA && binderContext != null && KafkaBroker.fits(binder)
                ? KafkaBroker.of(names, binder, binderContext, bridge, properties, settings)
                : new AnyBroker(names, bridge, settings.getBinder(), properties, settings.getPartitions());
        return new BoundBroker(binder, broker);
    }
}
