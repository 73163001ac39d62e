package com.atomiton.events.bus;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.protocol.NamePattern;

/**
 * Makes the listeners and handlers of this process, each with its lane and its type, which end with it; what is refused
 * leaves nothing behind.
 */
final class Listening {

    private final EventCatalog catalog;
    private final Subscriptions subscriptions;
    private final Lanes lanes;

    Listening(EventCatalog catalog, Subscriptions subscriptions, Lanes lanes) {
        this.catalog = catalog;
        this.subscriptions = subscriptions;
        this.lanes = lanes;
    }

    /** Listens to the events of a type, which the catalog knows as long as it does. */
    Subscription listen(
            EventType<?> type, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once) {
        catalog.use(type);
        try {
            return listen(type.name(), handler, options, once, () -> catalog.release(type));
        } catch (RuntimeException | Error refused) {
            catalog.release(type);
            throw refused;
        }
    }

    /** Listens to the events of all names that the pattern matches, or of one whatever its type. */
    Subscription listen(
            String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once) {
        return listen(pattern, handler, options, once, () -> {});
    }

    private Subscription listen(
            String pattern,
            ContextualEventHandler<Object> handler,
            SubscribeOptions options,
            boolean once,
            Runnable whenEnded) {
        NamePattern.of(pattern);
        String description = description(options);
        Listener listener = new Listener(
                pattern,
                handler,
                options,
                description,
                CallSite.find(description),
                lanes.forEvents(options),
                once,
                ended -> {
                    remove(ended);
                    whenEnded.run();
                });
        try {
            subscriptions.add(listener);
        } catch (RuntimeException | Error refused) {
            remove(listener);
            throw refused;
        }
        return listener;
    }

    private void remove(Listener listener) {
        subscriptions.remove(listener);
        lanes.release(listener.laneName(), listener.lane());
    }

    Subscription handle(EventType<?> type, RequestHandler<?, ?> requestHandler, SubscribeOptions options) {
        ReservedNames.requireFree(type.name());
        catalog.use(type);
        try {
            return add(type, requestHandler, options);
        } catch (RuntimeException | Error refused) {
            catalog.release(type);
            throw refused;
        }
    }

    private Handler add(EventType<?> type, RequestHandler<?, ?> requestHandler, SubscribeOptions options) {
        String description = description(options);
        Handler handler = new Handler(
                type,
                requestHandler,
                description,
                CallSite.find(description),
                Lanes.nameForRequests(options),
                lanes.forRequests(options),
                closed -> {
                    remove(closed);
                    catalog.release(type);
                });
        try {
            if (!subscriptions.add(handler)) {
                throw new EventContractException(
                        "requests of '" + type.name() + "' have two handlers in this process: "
                                + subscriptions.handler(type.name()) + " and " + handler,
                        "only one can answer, so remove one, or let it listen to the event and return void",
                        null);
            }
        } catch (RuntimeException | Error refused) {
            remove(handler);
            throw refused;
        }
        return handler;
    }

    private void remove(Handler handler) {
        subscriptions.remove(handler);
        lanes.release(handler.laneName(), handler.lane());
    }

    private static String description(SubscribeOptions options) {
        String description = options.description();
        return description == null ? "a listener" : description;
    }
}
