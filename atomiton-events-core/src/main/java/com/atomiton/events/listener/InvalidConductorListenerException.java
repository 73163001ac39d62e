package com.atomiton.events.listener;

import com.atomiton.events.EventContractException;
import com.atomiton.events.annotation.ConductorListener;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ConductorListener} method that could never be called, or not as it says. Fails the start of the application,
 * or for a bean that is created later, the creation of the bean.
 */
public class InvalidConductorListenerException extends EventContractException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Method method;
    private final String reason;

    /**
     * With what is wrong with the method.
     *
     * @param beanClass the class of the bean that has the method
     * @param reason what is wrong and how to fix it; continues a sentence that begins with the method
     */
    public InvalidConductorListenerException(
            Class<?> beanClass, Method method, String reason, @Nullable Throwable cause) {
        super("@ConductorListener method " + MethodNames.qualified(beanClass, method) + " " + reason, cause);
        this.method = method;
        this.reason = reason;
    }

    /** The method; {@code null} only in a copy of this exception that was serialized. */
    public @Nullable Method method() {
        return method;
    }

    /** What is wrong with the method, and the fix. */
    public String reason() {
        return reason;
    }
}
