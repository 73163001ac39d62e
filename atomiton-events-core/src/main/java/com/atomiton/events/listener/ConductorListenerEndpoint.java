package com.atomiton.events.listener;

import com.atomiton.events.EventBus;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.util.ReflectionUtils;

/**
 * One listener method and all it is to be subscribed to; checked, but of no bean yet. Immutable.
 *
 * <p>A method with a {@link com.atomiton.events.RequestContext} parameter only answers requests. One that returns
 * something listens to events and answers requests of the same names. Any other only listens.
 *
 * @param method the method
 * @param arguments where its arguments come from
 * @param payloadType what it takes
 * @param names the names and patterns, at least one
 * @param condition what must hold for it to be called
 * @param listens whether it is called for plain events
 * @param answers whether it is called for requests; patterns among the names never are
 * @param options lane, origin and description
 */
record ConductorListenerEndpoint(
        ListenerMethod method,
        List<ListenerArgument> arguments,
        PayloadType payloadType,
        Set<String> names,
        @Nullable ListenerCondition condition,
        boolean listens,
        boolean answers,
        SubscribeOptions options) {

    /**
     * Subscribes the method of this bean.
     *
     * @param bean the bean as others see it, which may be a proxy
     * @param subscriptions given each subscription as soon as it is made
     * @throws InvalidConductorListenerException if a proxy keeps the method from being called
     */
    void subscribe(EventBus bus, Object bean, AsyncFailures failures, Consumer<Subscription> subscriptions) {
        ReturnedEvents returned = new ReturnedEvents(bus, failures, method.description());
        ListenerInvoker invoker = new ListenerInvoker(this, bean, invocableOn(bean), returned);
        for (String name : names) {
            if (listens) {
                subscriptions.accept(listen(bus, name, invoker));
            }
            if (answers && !isPattern(name)) {
                subscriptions.accept(answer(bus, name, invoker));
            }
        }
    }

    private Subscription listen(EventBus bus, String name, ListenerInvoker invoker) {
        return isPattern(name) || payloadType.isUntyped()
                ? bus.onEvent(name, invoker::onEvent, options)
                : bus.onEvent(payloadType.named(name), invoker::onEvent, options);
    }

    @SuppressWarnings("NullAway") // null is an empty reply, which RequestHandler's type variable allows
    private Subscription answer(EventBus bus, String name, ListenerInvoker invoker) {
        return bus.handle(payloadType.named(name), invoker::onRequest, options);
    }

    static boolean isPattern(String name) {
        return name.indexOf('*') >= 0;
    }

    private Method invocableOn(Object bean) {
        Method target = method.getMethod();
        if (AopUtils.isCglibProxy(bean) && Modifier.isFinal(target.getModifiers())) {
            throw method.invalid(
                    "is final, so the proxy of its bean cannot pass calls on to the bean: make it not final");
        }
        try {
            Method invocable = AopUtils.selectInvocableMethod(target, bean.getClass());
            ReflectionUtils.makeAccessible(invocable);
            return invocable;
        } catch (IllegalStateException hidden) {
            throw method.invalid(
                    "is hidden by a JDK proxy, since none of the bean's interfaces has it: declare it in one of them, or"
                            + " have the class proxied (proxyTargetClass = true)",
                    hidden);
        }
    }
}
