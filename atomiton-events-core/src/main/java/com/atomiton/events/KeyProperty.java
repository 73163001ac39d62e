package com.atomiton.events;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/** Reads the property that {@link EventName#key()} names: a record component, or a bean's getter. */
final class KeyProperty {

    private KeyProperty() {}

    static <T> Function<T, ?> reader(Class<T> type, String property) {
        Method accessor = Stream.of(property, "get" + StringUtils.capitalize(property))
                .map(name -> ReflectionUtils.findMethod(type, name))
                .filter(method -> method != null && method.getReturnType() != void.class)
                .findFirst()
                .orElseThrow(() -> new EventContractException(
                        "@EventName(key = \"" + property + "\") of " + type.getName()
                                + " names no property: there is neither " + property + "() nor a getter for it",
                        "name one that the class has, or leave the key out",
                        null));
        ReflectionUtils.makeAccessible(accessor);
        return payload -> read(accessor, payload);
    }

    private static Object read(Method accessor, Object payload) {
        try {
            return accessor.invoke(payload);
        } catch (InvocationTargetException failed) {
            throw new EventContractException(
                    "The key of a " + payload.getClass().getName() + " cannot be read: " + accessor + " threw "
                            + failed.getTargetException(),
                    failed.getTargetException());
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
