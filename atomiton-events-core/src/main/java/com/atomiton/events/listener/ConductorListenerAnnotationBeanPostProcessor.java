package com.atomiton.events.listener;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBus;
import com.atomiton.events.annotation.ConductorListener;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.BeanFactoryAware;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.util.Assert;
import org.springframework.util.ClassUtils;

/**
 * Subscribes the {@link ConductorListener} methods of all beans to the {@link EventBus} bean. Registered by
 * {@link EnableConductor} and by Spring Boot's auto-configuration; must be a {@code static} {@code @Bean}.
 *
 * <p>Singletons are subscribed together once all of them exist, as the beans that others see, with their proxies. A
 * scoped proxy is subscribed in place of its targets. Other prototypes and scoped beans are subscribed as each is
 * created, and stay so until it is destroyed; a prototype, which nobody destroys, until
 * {@code beanFactory.destroyBean(bean)} or the end of the context. A singleton that would be created later, or never
 * (a lazy one), fails the start with {@link InvalidConductorListenerException}, as does every method that could never
 * be called. The bus is looked up only if there are listeners.
 */
public final class ConductorListenerAnnotationBeanPostProcessor
        implements DestructionAwareBeanPostProcessor, SmartInitializingSingleton, BeanFactoryAware, DisposableBean {

    private final ListenerMethodFinder finder = new ListenerMethodFinder();
    private final ConductorListenerRegistry registry = new ConductorListenerRegistry();

    /** Beans other than singletons that were created before the singletons were complete. Guarded by itself. */
    private final List<Object> early = new ArrayList<>();

    /** Whether beans are subscribed when they are created. Guarded by {@link #early}. */
    private boolean started;

    @SuppressWarnings("NullAway.Init") // set by the container before anything else is called
    private ConfigurableListableBeanFactory beanFactory;

    @SuppressWarnings("NullAway.Init") // as above
    private ConductorListenerEndpointFactory endpoints;

    /** For the container, which fills it. */
    public ConductorListenerAnnotationBeanPostProcessor() {}

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        Assert.isInstanceOf(
                ConfigurableListableBeanFactory.class, beanFactory, "Listeners need a listable bean factory:");
        this.beanFactory = (ConfigurableListableBeanFactory) beanFactory;
        this.endpoints = new ConductorListenerEndpointFactory(this.beanFactory);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String beanName) {
        if (hasListeners(bean) && !ScopedProxyUtils.isScopedTarget(beanName) && !isPending(bean, beanName)) {
            register(bean);
        }
        return bean;
    }

    private boolean isPending(Object bean, String beanName) {
        synchronized (early) {
            if (!started && !isSingletonDefinition(beanName)) {
                early.add(bean);
            }
            return !started;
        }
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> names = new LinkedHashSet<>(Arrays.asList(beanFactory.getBeanDefinitionNames()));
        names.addAll(Arrays.asList(beanFactory.getSingletonNames()));
        names.forEach(this::registerNamed);
        List<Object> created;
        synchronized (early) {
            started = true;
            created = List.copyOf(early);
            early.clear();
        }
        created.forEach(this::register);
    }

    private void registerNamed(String name) {
        if (ScopedProxyUtils.isScopedTarget(name) || isAbstract(name)) {
            return;
        }
        Object singleton = beanFactory.getSingleton(name);
        if (singleton != null) {
            register(singleton);
        }
        if (singleton == null || singleton instanceof FactoryBean) {
            registerByType(name, singleton != null);
        }
    }

    /** For what is not there yet: the type alone says whether it has listeners. */
    private void registerByType(String name, boolean factoryExists) {
        Class<?> type = declaredType(name);
        Map<Method, ConductorListener> methods = finder.find(type);
        if (methods.isEmpty()) {
            return;
        }
        if (factoryExists && beanFactory.isSingleton(name)) {
            register(beanFactory.getBean(name));
        } else if (!factoryExists && isSingletonDefinition(name)) {
            throw new InvalidConductorListenerException(
                    type,
                    methods.keySet().iterator().next(),
                    "is on the lazy bean '" + name + "', so no event would reach it until something else creates the"
                            + " bean: remove @Lazy, or set @Lazy(false) where beans are lazy by default",
                    null);
        } else {
            describe(type, methods);
        }
    }

    private Class<?> declaredType(String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        Class<?> type = beanFactory.getType(beanFactory.containsBeanDefinition(target) ? target : name, false);
        return type == null ? Object.class : ClassUtils.getUserClass(type);
    }

    private boolean isAbstract(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isAbstract();
    }

    private boolean isSingletonDefinition(String name) {
        return beanFactory.containsBeanDefinition(name)
                && beanFactory.getMergedBeanDefinition(name).isSingleton();
    }

    private void register(Object bean) {
        Class<?> beanClass = beanClass(bean);
        Map<Method, ConductorListener> methods = finder.find(beanClass);
        if (!methods.isEmpty()) {
            registry.register(bean, describe(beanClass, methods), bus(beanClass, methods), asyncFailures());
        }
    }

    private List<ConductorListenerEndpoint> describe(Class<?> beanClass, Map<Method, ConductorListener> methods) {
        return methods.entrySet().stream()
                .map(entry -> endpoints.create(beanClass, entry.getKey(), entry.getValue()))
                .toList();
    }

    private EventBus bus(Class<?> beanClass, Map<Method, ConductorListener> methods) {
        EventBus bus = beanFactory.getBeanProvider(EventBus.class).getIfAvailable();
        if (bus == null) {
            throw new InvalidConductorListenerException(
                    beanClass,
                    methods.keySet().iterator().next(),
                    "has nothing to listen to, since there is no EventBus bean: define one (see EventBusBuilder), or"
                            + " remove @EnableConductor",
                    null);
        }
        return bus;
    }

    private AsyncFailures asyncFailures() {
        return new AsyncFailures(beanFactory.getBeanProvider(ConductorErrorHandler.class));
    }

    private boolean hasListeners(Object bean) {
        return !finder.find(beanClass(bean)).isEmpty();
    }

    private static Class<?> beanClass(Object bean) {
        return ClassUtils.getUserClass(AopProxyUtils.ultimateTargetClass(bean));
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return hasListeners(bean);
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String beanName) {
        registry.unregister(bean);
    }

    /** Closes what is still subscribed: scoped proxies, prototypes, products of factory beans. */
    @Override
    public void destroy() {
        registry.close();
    }
}
