package com.atomiton.events.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Calls a constructor with arguments, as every record has one, by a method handle that takes them as they are. Jackson makes
 * such a handle anew for each call, which was 13 % of what a small event cost its receiver.
 */
final class DirectInstantiator extends StdValueInstantiator {

    private static final MethodType ARRAY_TO_OBJECT = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle constructor;

    private DirectInstantiator(StdValueInstantiator standard, MethodHandle constructor) {
        super(standard);
        this.constructor = constructor;
    }

    /** Puts it in place of Jackson's own. */
    static final class Everywhere extends ValueInstantiators.Base {

        @Override
        public ValueInstantiator modifyValueInstantiator(
                DeserializationConfig config, BeanDescription.Supplier bean, ValueInstantiator instantiator) {
            if (instantiator.getClass() != StdValueInstantiator.class) {
                return instantiator;
            }
            StdValueInstantiator standard = (StdValueInstantiator) instantiator;
            @Nullable MethodHandle constructor = constructor(standard);
            return constructor == null ? standard : new DirectInstantiator(standard, constructor);
        }

        private static @Nullable MethodHandle constructor(StdValueInstantiator standard) {
            if (standard.getWithArgsCreator() == null
                    || !(standard.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor)) {
                return null;
            }
            try {
                // Jackson has made it accessible, if its settings say so.
                return MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asFixedArity()
                        .asSpreader(Object[].class, constructor.getParameterCount())
                        .asType(ARRAY_TO_OBJECT);
            } catch (IllegalAccessException notAccessible) {
                return null;
            }
        }
    }

    @Override
    public @Nullable Object createFromObjectWith(DeserializationContext context, @Nullable Object[] arguments) {
        try {
            return (Object) constructor.invokeExact(arguments);
        } catch (Error error) {
            throw error;
        } catch (Throwable failure) {
            Exception thrown = failure instanceof Exception known ? known : new IllegalStateException(failure);
            return context.handleInstantiationProblem(_valueClass, arguments, rewrapCtorProblem(context, thrown));
        }
    }
}
