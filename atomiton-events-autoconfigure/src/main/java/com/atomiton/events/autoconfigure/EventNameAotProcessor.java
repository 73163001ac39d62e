package com.atomiton.events.autoconfigure;

import com.atomiton.events.EventName;
import com.atomiton.events.listener.PayloadHints;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/**
 * Registers the classes with an {@link EventName} in the packages of the application for reflection: also those that it
 * only emits or requests, which no listener method shows.
 */
final class EventNameAotProcessor implements BeanFactoryInitializationAotProcessor {

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beanFactory) {
        List<Class<?>> payloads = AutoConfigurationPackages.has(beanFactory)
                ? find(AutoConfigurationPackages.get(beanFactory), beanFactory.getBeanClassLoader())
                : List.of();
        return payloads.isEmpty()
                ? null
                : (context, code) -> payloads.forEach(payload ->
                        PayloadHints.register(context.getRuntimeHints().reflection(), payload));
    }

    private static List<Class<?>> find(List<String> packages, @Nullable ClassLoader classLoader) {
        List<Class<?>> found = new ArrayList<>();
        Scanner scanner = new Scanner();
        for (String basePackage : packages) {
            for (BeanDefinition candidate : scanner.findCandidateComponents(basePackage)) {
                try {
                    found.add(((AbstractBeanDefinition) candidate).resolveBeanClass(classLoader));
                } catch (ClassNotFoundException | LinkageError unusable) {
                    throw new IllegalStateException("A class with @EventName cannot be loaded", unusable);
                }
            }
        }
        return found;
    }

    /** Finds any class, also a sealed interface or a record within another class. */
    private static final class Scanner extends ClassPathScanningCandidateComponentProvider {

        Scanner() {
            super(false);
            addIncludeFilter(new AnnotationTypeFilter(EventName.class));
        }

        @Override
        protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return true;
        }
    }
}
