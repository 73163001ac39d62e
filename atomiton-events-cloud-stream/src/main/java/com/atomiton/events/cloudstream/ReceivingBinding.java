package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineReceiver;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.Binder;
import org.springframework.cloud.stream.binder.Binding;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.cloud.stream.messaging.DirectWithAttributesChannel;
import org.springframework.messaging.MessageChannel;

/** A binding to all destinations of one subscription. Used by one thread at a time. */
final class ReceivingBinding {

    private final BoundBroker bound;
    private final Set<Destination> destinations;
    private final String topics;
    private final @Nullable String sharedGroup;
    private final @Nullable String ownGroup;
    private final ConsumerProperties properties;
    private final DirectWithAttributesChannel channel = new DirectWithAttributesChannel();

    private @Nullable Binding<MessageChannel> binding;

    /**
     * @param name by which the user sets the properties
     * @param number of the binding among those of this name
     * @param group as the broker is to know it, or {@code null}
     */
    ReceivingBinding(
            BoundBroker bound,
            String name,
            String number,
            Set<Destination> destinations,
            DestinationNames names,
            @Nullable String group,
            EngineReceiver receiver) {
        this.bound = bound;
        this.destinations = destinations;
        this.topics = destinations.stream().map(names::of).sorted().collect(Collectors.joining(","));
        this.sharedGroup = group;
        this.ownGroup = group == null ? bound.broker().ownGroup() : null;
        this.properties = bound.broker().consumerProperties(name, group);
        properties.populateBindingName(name + number);
        channel.setComponentName(name + number);
        channel.subscribe(new RecordHandler(bound.broker(), receiver, Attempts.of(properties)));
    }

    String name() {
        return properties.getBindingName();
    }

    /** Makes it so that nothing is missed that is sent afterwards. Blocks; may be tried again if it failed. */
    @SuppressWarnings("NullAway") // Without a group a binder is given null
    void bind() {
        bound.broker().prepare(destinations, ownGroup);
        Binder<MessageChannel, ConsumerProperties, ?> binder = bound.binder();
        synchronized (binder) { // Binders are made for the one thread that starts an application
            binding = binder.bindConsumer(topics, sharedGroup == null ? ownGroup : sharedGroup, channel, properties);
        }
    }

    /** Ends it, after the record that is being received. Blocks until then, or as long as the binder waits. */
    void unbind() {
        if (binding != null) {
            binding.unbind();
            bound.broker().forget(ownGroup);
        }
    }
}
