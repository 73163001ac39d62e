package com.atomiton.events.listener;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.UndeclaredThrowableException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ReflectionUtils;

/**
 * A listener method as its bean's class sees it: type variables of a generic superclass are resolved, and parameter
 * annotations of an interface count. Describes a method, whatever proxy it is called through.
 */
final class ListenerMethod extends AnnotatedMethod {

    private final Class<?> beanClass;
    private final String description;

    ListenerMethod(Class<?> beanClass, Method method) {
        super(method);
        this.beanClass = beanClass;
        this.description = MethodNames.brief(beanClass, method);
        DefaultParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();
        for (MethodParameter parameter : getMethodParameters()) {
            parameter.initParameterNameDiscovery(names);
        }
    }

    @Override
    protected Class<?> getContainingClass() {
        return beanClass;
    }

    Class<?> beanClass() {
        return beanClass;
    }

    /** The type of a parameter, its type variables replaced by what the bean's class says they are. */
    ResolvableType resolvedType(MethodParameter parameter) {
        return ResolvableType.forType(GenericTypeResolver.resolveType(parameter.getGenericParameterType(), beanClass));
    }

    /** The name of the method in logs, for example {@code OrderListener#paid(Order)}. */
    String description() {
        return description;
    }

    InvalidConductorListenerException invalid(String reason) {
        return invalid(reason, null);
    }

    InvalidConductorListenerException invalid(String reason, @Nullable Throwable cause) {
        return new InvalidConductorListenerException(beanClass, getMethod(), reason, cause);
    }

    /**
     * Calls a method and throws what it threw, without the wrappers of reflection and of JDK proxies.
     *
     * @param invocable this method, or the method of an interface through which a JDK proxy is called
     */
    static @Nullable Object invoke(Method invocable, Object bean, @Nullable Object[] arguments) throws Exception {
        try {
            return invocable.invoke(bean, arguments);
        } catch (InvocationTargetException failed) {
            Throwable cause = failed.getTargetException();
            if (cause instanceof UndeclaredThrowableException wrapper && wrapper.getUndeclaredThrowable() != null) {
                cause = wrapper.getUndeclaredThrowable();
            }
            ReflectionUtils.rethrowException(cause);
            throw new IllegalStateException(cause);
        }
    }
}
