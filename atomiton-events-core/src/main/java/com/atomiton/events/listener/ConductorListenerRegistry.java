package com.atomiton.events.listener;

import com.atomiton.events.EventBus;
import com.atomiton.events.Subscription;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.AopProxyUtils;

/**
 * Owns the subscriptions of each bean that has listener methods, from its registration until the bean is destroyed or
 * the context closes. Knows a bean by the object behind its proxies, since that is what a container destroys.
 * Thread-safe.
 */
final class ConductorListenerRegistry {

    /** Guarded by itself; the bus is called without its lock, because a direct listener may run meanwhile. */
    private final Map<Object, List<Subscription>> subscriptions = new IdentityHashMap<>();

    /** Subscribes the endpoints; a bean that is known under another name already is left alone. */
    void register(Object bean, List<ConductorListenerEndpoint> endpoints, EventBus bus, AsyncFailures failures) {
        List<Subscription> own = new CopyOnWriteArrayList<>();
        synchronized (subscriptions) {
            if (subscriptions.putIfAbsent(target(bean), own) != null) {
                return;
            }
        }
        try {
            endpoints.forEach(endpoint -> endpoint.subscribe(bus, bean, failures, made -> keep(made, own)));
        } catch (RuntimeException failed) {
            unregister(bean);
            throw failed;
        }
    }

    /** A mock in the bus's place, as in a test, gives none. */
    private static void keep(@Nullable Subscription made, List<Subscription> own) {
        if (made != null) {
            own.add(made);
        }
    }

    /** Closes the subscriptions of a bean; of an unknown one, does nothing. */
    void unregister(Object bean) {
        List<Subscription> own;
        synchronized (subscriptions) {
            own = subscriptions.remove(target(bean));
        }
        if (own != null) {
            own.forEach(Subscription::close);
        }
    }

    /** Closes all subscriptions. */
    void close() {
        List<List<Subscription>> all;
        synchronized (subscriptions) {
            all = List.copyOf(subscriptions.values());
            subscriptions.clear();
        }
        all.forEach(own -> own.forEach(Subscription::close));
    }

    private static Object target(Object bean) {
        Object current = bean;
        for (@Nullable Object inner = bean; inner != null; inner = AopProxyUtils.getSingletonTarget(current)) {
            current = inner;
        }
        return current;
    }
}
