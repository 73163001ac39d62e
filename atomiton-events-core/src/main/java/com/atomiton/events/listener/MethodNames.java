package com.atomiton.events.listener;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.util.ClassUtils;

/** How a listener method is called in messages: by the class of its bean, which may have inherited it. */
final class MethodNames {

    private MethodNames() {}

    /** As in {@code OrderListener#paid(Order, Peer)}. */
    static String brief(Class<?> beanClass, Method method) {
        return ClassUtils.getShortName(beanClass) + signature(method);
    }

    /** As in {@code com.shop.OrderListener#paid(Order, Peer)}. */
    static String qualified(Class<?> beanClass, Method method) {
        return beanClass.getName() + signature(method);
    }

    private static String signature(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", "#" + method.getName() + "(", ")"));
    }
}
