package com.atomiton.events.bridge;

import java.lang.reflect.Method;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.PayloadApplicationEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;

/** Finds the payload types of all {@link EventListener} methods. Looks at classes only; no bean is made for it. */
final class EventListenerTypes {

    private final ConfigurableListableBeanFactory beanFactory;

    EventListenerTypes(ConfigurableListableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
    }

    Set<Class<?>> find() {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (String name : beanFactory.getBeanNamesForType(Object.class, true, false)) {
            @Nullable Class<?> bean = AutoProxyUtils.determineTargetClass(beanFactory, name);
            if (bean != null && AnnotationUtils.isCandidateClass(bean, EventListener.class)) {
                methods(bean).forEach((method, annotation) -> types.addAll(types(bean, method, annotation)));
            }
        }
        return types;
    }

    private static Map<Method, EventListener> methods(Class<?> bean) {
        return MethodIntrospector.selectMethods(bean, (MethodIntrospector.MetadataLookup<@Nullable EventListener>)
                method -> AnnotatedElementUtils.findMergedAnnotation(method, EventListener.class));
    }

    private static List<Class<?>> types(Class<?> bean, Method method, EventListener annotation) {
        if (annotation.classes().length > 0) {
            return List.of(annotation.classes());
        }
        if (method.getParameterCount() == 0) {
            return List.of();
        }
        ResolvableType parameter = ResolvableType.forMethodParameter(method, 0, bean);
        boolean wrapped = parameter.toClass() == PayloadApplicationEvent.class;
        return List.of((wrapped ? parameter.getGeneric() : parameter).toClass());
    }
}
