package com.atomiton.events.listener;

import com.atomiton.events.annotation.ConductorListener;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.core.GenericTypeResolver;
import org.springframework.core.MethodParameter;
import org.springframework.util.ClassUtils;

/** Registers the listener methods of a bean, and the payloads and replies that they take and give, for reflection. */
final class ConductorListenerAotProcessor implements BeanRegistrationAotProcessor {

    private final ListenerMethodFinder finder = new ListenerMethodFinder();

    @Override
    public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
        Class<?> beanClass = ClassUtils.getUserClass(bean.getBeanClass());
        Map<Method, ConductorListener> methods = finder.find(beanClass);
        return methods.isEmpty()
                ? null
                : (context, code) -> methods.keySet()
                        .forEach(method -> register(
                                context.getRuntimeHints().reflection(), new ListenerMethod(beanClass, method)));
    }

    private static void register(ReflectionHints hints, ListenerMethod method) {
        hints.registerMethod(method.getMethod(), ExecutableMode.INVOKE);
        PayloadHints.register(
                hints, GenericTypeResolver.resolveType(method.getMethod().getGenericReturnType(), method.beanClass()));
        for (MethodParameter parameter : method.getMethodParameters()) {
            ParameterKind kind = ParameterKind.of(parameter);
            if (kind == ParameterKind.PAYLOAD || kind == ParameterKind.MESSAGE) {
                PayloadHints.register(hints, method.resolvedType(parameter).getType());
            }
        }
    }
}
