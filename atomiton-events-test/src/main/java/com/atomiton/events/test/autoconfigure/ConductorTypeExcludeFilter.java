package com.atomiton.events.test.autoconfigure;

import com.atomiton.events.annotation.ConductorListener;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.test.context.filter.annotation.StandardAnnotationCustomizableTypeExcludeFilter;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/** Leaves out the components of the application that have nothing to do with listeners. */
class ConductorTypeExcludeFilter extends StandardAnnotationCustomizableTypeExcludeFilter<ConductorTest> {

    private final Set<Class<?>> listeners;

    ConductorTypeExcludeFilter(Class<?> testClass) {
        super(testClass);
        Class<?>[] wanted = getAnnotation().getValue("listeners", Class[].class).orElseGet(() -> new Class<?>[0]);
        this.listeners = Set.of(wanted);
    }

    @Override
    protected boolean defaultInclude(MetadataReader component, MetadataReaderFactory readers) throws IOException {
        return super.defaultInclude(component, readers)
                || listeners.isEmpty()
                        && component.getAnnotationMetadata().hasAnnotatedMethods(ConductorListener.class.getName());
    }

    @Override
    protected Set<Class<?>> getComponentIncludes() {
        return listeners;
    }
}
