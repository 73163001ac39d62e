package com.atomiton.events.listener;

import com.atomiton.events.annotation.ConductorListener;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.stereotype.Component;

/**
 * Finds the annotated methods of a class, also those declared in its superclasses and interfaces, once for each class.
 * Thread-safe.
 */
final class ListenerMethodFinder {

    private static final String SPRING = "org.springframework.";

    private final Map<Class<?>, Map<Method, ConductorListener>> methods = new ConcurrentHashMap<>();

    /** The methods with their merged annotation; empty for most classes. */
    Map<Method, ConductorListener> find(Class<?> beanClass) {
        return methods.computeIfAbsent(beanClass, ListenerMethodFinder::introspect);
    }

    private static Map<Method, ConductorListener> introspect(Class<?> beanClass) {
        return AnnotationUtils.isCandidateClass(beanClass, ConductorListener.class) && !isOfSpring(beanClass)
                ? Collections.unmodifiableMap(MethodIntrospector.selectMethods(
                        beanClass,
                        (Method method) -> AnnotatedElementUtils.findMergedAnnotation(method, ConductorListener.class)))
                : Map.of();
    }

    /**
     * Spring's own beans, which are most of those of a small application, are not searched, as Spring does not search
     * them for its own listeners: the search of all beans was about 25 of 90 ms that a profiled start spent in the bus.
     */
    private static boolean isOfSpring(Class<?> beanClass) {
        return beanClass.getName().startsWith(SPRING) && !AnnotatedElementUtils.isAnnotated(beanClass, Component.class);
    }
}
