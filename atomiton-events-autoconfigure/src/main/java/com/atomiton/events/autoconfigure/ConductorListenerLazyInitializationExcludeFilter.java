package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventBus;
import com.atomiton.events.annotation.ConductorListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.MethodIntrospector.MetadataLookup;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;

/**
 * Keeps the bus, and beans that listen to it, from becoming lazy by {@code spring.main.lazy-initialization}: nobody would
 * ask for them, and no event would reach them. A bean that is marked {@code @Lazy} itself stays so, and fails the start.
 * Goes by the bean's declared type: a {@code @Bean} method has to return a type that has the listener methods.
 */
final class ConductorListenerLazyInitializationExcludeFilter implements LazyInitializationExcludeFilter {

    @Override
    public boolean isExcluded(String beanName, BeanDefinition beanDefinition, Class<?> beanType) {
        return EventBus.class.isAssignableFrom(beanType) || hasListeners(ClassUtils.getUserClass(beanType));
    }

    private static boolean hasListeners(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, ConductorListener.class)) {
            return false;
        }
        MetadataLookup<@Nullable Boolean> listens =
                method -> AnnotatedElementUtils.hasAnnotation(method, ConductorListener.class) ? Boolean.TRUE : null;
        return !MethodIntrospector.selectMethods(type, listens).isEmpty();
    }
}
