package com.atomiton.events.bus;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EventHandler;
import com.atomiton.events.SubscribeOptions;

/** Brings what callers subscribe into the one form that the bus keeps. */
final class HandlerForms {

    private HandlerForms() {}

    static <T> ContextualEventHandler<T> contextual(EventHandler<T> handler) {
        return (payload, context) -> handler.handle(payload);
    }

    /** The options with a description: the handler's class, if the caller has given none. */
    static SubscribeOptions described(Object handler, SubscribeOptions options) {
        return options.description() == null
                ? options.withDescription(handler.getClass().getName())
                : options;
    }
}
