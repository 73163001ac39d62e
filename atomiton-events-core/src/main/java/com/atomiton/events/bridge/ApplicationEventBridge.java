package com.atomiton.events.bridge;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;

/**
 * Lets application events of types with an {@link EventName} travel over the bus, both ways:
 *
 * <ul>
 *   <li>What is published in this process is emitted: on the publishing thread, after the commit if that is in a
 *       transaction. What the emit throws is thrown to the publisher.
 *   <li>What other processes emit is published here, on the thread of the bus's default lane, if a bean has an
 *       {@code @EventListener} method for its type. What listeners throw goes to the bus's error handler.
 * </ul>
 *
 * <p>An event that has come from the bus is never emitted again, whatever thread its listeners run on. What this process
 * emits by the bus itself is not published.
 */
public final class ApplicationEventBridge
        implements ApplicationListener<PayloadApplicationEvent<?>>, SmartInitializingSingleton {

    private final EventBus bus;
    private final ApplicationEventPublisher publisher;
    private final ConfigurableListableBeanFactory beanFactory;
    private final Map<Class<?>, Boolean> named = new ConcurrentHashMap<>();

    /** @param beanFactory has the beans whose {@code @EventListener} methods are served */
    public ApplicationEventBridge(
            EventBus bus, ApplicationEventPublisher publisher, ConfigurableListableBeanFactory beanFactory) {
        this.bus = bus;
        this.publisher = publisher;
        this.beanFactory = beanFactory;
    }

    @Override
    public void onApplicationEvent(PayloadApplicationEvent<?> event) {
        Object payload = event.getPayload();
        if (!(event instanceof ReceivedApplicationEvent) && isNamed(payload.getClass())) {
            bus.emit(payload, EmitOptions.afterCommit());
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<Class<?>> types = new EventListenerTypes(beanFactory).find();
        types.stream().filter(this::isNamed).forEach(this::receive);
    }

    private <T> void receive(Class<T> type) {
        // The subscription lasts as long as the bus, which ends with the application's context.
        var unused = bus.on(
                type,
                payload -> publisher.publishEvent(new ReceivedApplicationEvent<>(this, payload)),
                SubscribeOptions.origin(Origin.REMOTE)
                        .withDescription("the @EventListener methods for " + type.getName()));
    }

    private boolean isNamed(Class<?> type) {
        return named.computeIfAbsent(
                type,
                unknown -> MergedAnnotations.from(unknown, SearchStrategy.TYPE_HIERARCHY)
                        .isPresent(EventName.class));
    }
}
