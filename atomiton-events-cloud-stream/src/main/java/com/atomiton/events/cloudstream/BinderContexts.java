package com.atomiton.events.cloudstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.Binder;
import org.springframework.cloud.stream.binder.DefaultBinderFactory;
import org.springframework.context.ConfigurableApplicationContext;

/** Remembers the context that each binder was made in: what the binder uses is only there. */
final class BinderContexts implements DefaultBinderFactory.Listener {

    private final Map<Object, ConfigurableApplicationContext> contexts = new ConcurrentHashMap<>();

    @Override
    public void afterBinderContextInitialized(String configurationName, ConfigurableApplicationContext binderContext) {
        contexts.put(binderContext.getBean(Binder.class), binderContext);
    }

    /** The context of a binder, or {@code null} if it is a bean of the application's own. */
    @Nullable
    ConfigurableApplicationContext contextOf(Binder<?, ?, ?> binder) {
        return contexts.get(binder);
    }
}
