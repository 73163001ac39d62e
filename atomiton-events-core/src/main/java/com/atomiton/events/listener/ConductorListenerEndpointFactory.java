package com.atomiton.events.listener;

import com.atomiton.events.EventType;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.annotation.ConductorListener;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodParameter;
import org.springframework.messaging.Message;

/** Makes endpoints of annotated methods, and refuses those that could never be called. */
final class ConductorListenerEndpointFactory {

    private final ConfigurableBeanFactory beanFactory;
    private final ArgumentResolvers argumentResolvers;

    ConductorListenerEndpointFactory(ConfigurableBeanFactory beanFactory) {
        this.beanFactory = beanFactory;
        this.argumentResolvers = new ArgumentResolvers(beanFactory);
    }

    /**
     * The endpoint of a method.
     *
     * @throws InvalidConductorListenerException if it could never be called
     */
    ConductorListenerEndpoint create(Class<?> beanClass, Method candidate, ConductorListener annotation) {
        ListenerMethod method = new ListenerMethod(beanClass, candidate);
        checkModifiers(method);
        PayloadType payloadType = payloadType(method);
        Set<String> names = names(method, annotation, payloadType);
        boolean requestsOnly = find(method, ParameterKind.REQUEST_CONTEXT) != null;
        checkNames(method, names, requestsOnly);
        return new ConductorListenerEndpoint(
                method,
                Arrays.stream(method.getMethodParameters())
                        .map(parameter -> argumentResolvers.forParameter(method, parameter))
                        .toList(),
                payloadType,
                names,
                annotation.condition().isEmpty()
                        ? null
                        : ListenerCondition.parse(annotation.condition(), method, beanFactory),
                !requestsOnly,
                requestsOnly || !isVoid(method),
                options(method, annotation));
    }

    private static void checkModifiers(ListenerMethod method) {
        int modifiers = method.getMethod().getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            throw method.invalid("is private, so a proxy could not pass calls on to its bean: make it package-private");
        }
        if (Modifier.isStatic(modifiers)) {
            throw method.invalid("is static, so it belongs to no bean: make it an instance method");
        }
    }

    private static boolean isVoid(ListenerMethod method) {
        Class<?> returnType = method.getReturnType().getParameterType();
        return returnType == void.class || returnType == Void.class;
    }

    private static PayloadType payloadType(ListenerMethod method) {
        List<MethodParameter> payloads = Arrays.stream(method.getMethodParameters())
                .filter(parameter -> ParameterKind.of(parameter) == ParameterKind.PAYLOAD)
                .toList();
        if (payloads.size() > 1) {
            throw method.invalid("has " + payloads.size() + " payload parameters, numbers "
                    + payloads.stream().map(MethodParameter::getParameterIndex).toList()
                    + ", but an event has one payload: take the others with @Header, or remove them");
        }
        if (!payloads.isEmpty()) {
            return PayloadType.of(method.resolvedType(payloads.get(0)));
        }
        MethodParameter message = find(method, ParameterKind.MESSAGE);
        return message == null
                ? PayloadType.ANY
                : PayloadType.of(method.resolvedType(message).as(Message.class).getGeneric());
    }

    private static @Nullable MethodParameter find(ListenerMethod method, ParameterKind kind) {
        for (MethodParameter parameter : method.getMethodParameters()) {
            if (ParameterKind.of(parameter) == kind) {
                return parameter;
            }
        }
        return null;
    }

    private Set<String> names(ListenerMethod method, ConductorListener annotation, PayloadType payloadType) {
        Set<String> names = new LinkedHashSet<>();
        for (String value : annotation.value()) {
            names.add(resolve(method, value));
        }
        if (names.isEmpty()) {
            names.add(nameOf(payloadType, method));
        }
        return Collections.unmodifiableSet(names);
    }

    private static String nameOf(PayloadType payloadType, ListenerMethod method) {
        String name = payloadType.eventName();
        if (name != null) {
            return name;
        }
        throw method.invalid(
                payloadType.isUntyped()
                        ? "has neither a name nor a payload parameter whose class has one:"
                                + " name the event as in @ConductorListener(\"…\")"
                        : "has no name, and its payload "
                                + payloadType.rawClass().getName()
                                + " has no @EventName: annotate that class, or name the event as in"
                                + " @ConductorListener(\"…\")");
    }

    private static void checkNames(ListenerMethod method, Set<String> names, boolean requestsOnly) {
        for (String name : names) {
            try {
                // A pattern has the characters of a name, and asterisks
                EventType.of(name.replace('*', '_'), Object.class);
            } catch (IllegalArgumentException invalid) {
                throw method.invalid(
                        "has the name \"" + name
                                + "\": a name must match [A-Za-z0-9._:-]{1,200}, and a pattern may have * and ** in it",
                        invalid);
            }
            if (requestsOnly && ConductorListenerEndpoint.isPattern(name)) {
                throw method.invalid("takes a RequestContext, so it only answers requests, but the pattern \"" + name
                        + "\" is of events only: name each request, or take an EventContext");
            }
        }
    }

    private SubscribeOptions options(ListenerMethod method, ConductorListener annotation) {
        String lane = resolve(method, annotation.lane());
        int concurrency = annotation.concurrency();
        if (concurrency < 1) {
            throw method.invalid("has concurrency = " + concurrency + ": it must be at least 1");
        }
        if (concurrency > 1 && lane.equals(SubscribeOptions.DIRECT)) {
            throw method.invalid(
                    "has lane = \"direct\" and concurrency = " + concurrency
                            + ", but a direct listener has no threads of its own: name another lane, or remove the concurrency");
        }
        if (concurrency > 1 && lane.isEmpty()) {
            throw method.invalid(
                    "has concurrency = " + concurrency + " and no lane, but the shared lane has one thread:"
                            + " name one of its own as in lane = \"…\", or remove the concurrency");
        }
        SubscribeOptions options = lane.isEmpty() ? SubscribeOptions.defaults() : SubscribeOptions.lane(lane);
        return options.withConcurrency(concurrency)
                .withOrigin(annotation.origin())
                .withDescription(method.description());
    }

    private String resolve(ListenerMethod method, String text) {
        try {
            String resolved = beanFactory.resolveEmbeddedValue(text);
            return resolved == null ? "" : resolved.trim();
        } catch (IllegalArgumentException unresolvable) {
            throw method.invalid("has the text \"" + text + "\": " + unresolvable.getMessage(), unresolvable);
        }
    }
}
