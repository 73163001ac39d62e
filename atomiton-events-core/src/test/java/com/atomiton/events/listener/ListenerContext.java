package com.atomiton.events.listener;

import com.atomiton.events.EventBus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.autoproxy.BeanNameAutoProxyCreator;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** An application context with {@link EnableConductor} on a {@link StubEventBus}. */
final class ListenerContext implements AutoCloseable {

    final StubEventBus bus = new StubEventBus();
    final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();

    /** What the beans under test were called with, in order. */
    final Calls calls = new Calls();

    private ListenerContext() {}

    static ListenerContext start(Class<?>... components) {
        return start(spring -> {}, components);
    }

    static ListenerContext start(Consumer<AnnotationConfigApplicationContext> prepare, Class<?>... components) {
        ListenerContext context = new ListenerContext();
        try {
            context.spring.registerBean(EventBus.class, context.bus::asEventBus);
            context.spring.registerBean(Calls.class, () -> context.calls);
            context.spring.register(Enabled.class);
            Arrays.stream(components).forEach(context.spring::register);
            prepare.accept(context.spring);
            context.spring.refresh();
            return context;
        } catch (RuntimeException failed) {
            context.close();
            throw failed;
        }
    }

    /** A bean "proxied", whose calls of {@code on} are noted as "intercepted" before they go on. */
    static void registerProxied(AnnotationConfigApplicationContext spring, Class<?> type, boolean proxyTargetClass) {
        spring.registerBeanDefinition("proxied", new RootBeanDefinition(type));
        spring.registerBean(BeanNameAutoProxyCreator.class, () -> {
            BeanNameAutoProxyCreator creator = new BeanNameAutoProxyCreator();
            creator.setBeanNames("proxied");
            creator.setInterceptorNames("interceptor");
            creator.setProxyTargetClass(proxyTargetClass);
            return creator;
        });
        spring.registerBean("interceptor", MethodInterceptor.class, () -> invocation -> {
            if (invocation.getMethod().getName().equals("on")) {
                spring.getBean(Calls.class).add("intercepted");
            }
            return invocation.proceed();
        });
    }

    @Override
    public void close() {
        spring.close();
    }

    @EnableConductor
    static class Enabled {}

    static final class Calls {

        final List<Object> values = new ArrayList<>();

        void add(Object... call) {
            values.addAll(Arrays.asList(call));
        }
    }
}
