package com.atomiton.events.listener;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A bus that keeps what is subscribed and emitted, and lets a test call the handlers on its own thread. */
final class StubEventBus {

    /** What was subscribed: {@code type} is a {@code String} for a pattern. */
    record Registration(Object type, Object handler, SubscribeOptions options) {

        boolean answers() {
            return handler instanceof RequestHandler;
        }

        String name() {
            return type instanceof EventType<?> eventType ? eventType.name() : (String) type;
        }

        boolean matches(String name) {
            return name.matches(name().replace(".", "\\.").replace("**", ".+").replace("*", "[^:]*"));
        }

        @SuppressWarnings("unchecked")
        <T> T handlerAs() {
            return (T) handler;
        }
    }

    record Emitted(Object payload, EmitOptions options) {}

    final List<Registration> registrations = new CopyOnWriteArrayList<>();
    final List<Emitted> emitted = new CopyOnWriteArrayList<>();

    /** A name that nothing may be subscribed to. */
    volatile @Nullable String refused;

    /** The stub as the interface; anything it does not know is an error. */
    EventBus asEventBus() {
        return (EventBus) Proxy.newProxyInstance(
                EventBus.class.getClassLoader(), new Class<?>[] {EventBus.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "onEvent", "handle":
                            return add(new Registration(arguments[0], arguments[1], (SubscribeOptions) arguments[2]));
                        case "emit":
                            emitted.add(new Emitted(arguments[0], (EmitOptions) arguments[1]));
                            return EmitResult.ACCEPTED;
                        case "toString":
                            return "StubEventBus";
                        case "hashCode":
                            return System.identityHashCode(proxy);
                        case "equals":
                            return proxy == arguments[0];
                        default:
                            throw new UnsupportedOperationException(method.toString());
                    }
                });
    }

    private Subscription add(Registration registration) {
        if (registration.name().equals(refused)) {
            throw new EventContractException(refused + " was refused", null);
        }
        registrations.add(registration);
        return () -> registrations.remove(registration);
    }

    /** Calls the event handlers of the name; fails if there are none. */
    void deliver(String name, Object payload) throws Exception {
        deliver(payload, StubContext.event(name));
    }

    void deliver(Object payload, StubContext context) throws Exception {
        List<Registration> listeners = new ArrayList<>(registrations);
        listeners.removeIf(registration -> registration.answers() || !registration.matches(context.name()));
        if (listeners.isEmpty()) {
            throw new AssertionError("nobody listens to " + context.name() + ": " + registrations);
        }
        for (Registration listener : listeners) {
            listener.<ContextualEventHandler<Object>>handlerAs().handle(payload, context);
        }
    }

    /** Calls the one request handler of the name and returns what it returned. */
    Object request(String name, Object payload) throws Exception {
        return request(payload, StubContext.request(name));
    }

    Object request(Object payload, StubContext.Request context) throws Exception {
        List<Registration> handlers = registrations.stream()
                .filter(registration ->
                        registration.answers() && registration.name().equals(context.name()))
                .toList();
        if (handlers.size() != 1) {
            throw new AssertionError(handlers.size() + " handlers of " + context.name() + ": " + registrations);
        }
        return handlers.get(0).<RequestHandler<Object, Object>>handlerAs().handle(payload, context);
    }
}
