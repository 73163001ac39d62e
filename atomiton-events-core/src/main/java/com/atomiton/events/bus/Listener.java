package com.atomiton.events.bus;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.observation.SubscriptionReport;
import java.util.concurrent.atomic.AtomicBoolean;

/** One subscription to the events of a name or a pattern. */
final class Listener implements Subscription {

    private final String pattern;
    private final ContextualEventHandler<Object> handler;
    private final Origin origin;
    private final String description;
    private final String place;
    private final String laneName;
    private final Lane lane;
    private final boolean once;
    private final Subscriptions subscriptions;
    private final AtomicBoolean used = new AtomicBoolean();
    private volatile boolean closed;

    Listener(
            String pattern,
            ContextualEventHandler<Object> handler,
            SubscribeOptions options,
            String description,
            String place,
            Lane lane,
            boolean once,
            Subscriptions subscriptions) {
        this.pattern = pattern;
        this.handler = handler;
        this.origin = options.origin();
        this.description = description;
        this.place = place;
        this.laneName = Lanes.nameForEvents(options);
        this.lane = lane;
        this.once = once;
        this.subscriptions = subscriptions;
    }

    String pattern() {
        return pattern;
    }

    Lane lane() {
        return lane;
    }

    String description() {
        return description;
    }

    /** Where in the code it subscribed. */
    String place() {
        return place;
    }

    SubscriptionReport report() {
        return new SubscriptionReport(pattern, false, laneName, origin, description, place);
    }

    boolean wantsRemote() {
        return origin != Origin.LOCAL;
    }

    boolean wantsLocal() {
        return origin != Origin.REMOTE;
    }

    /** Whether it will still be called. */
    boolean isOpen() {
        return !closed;
    }

    /** Whether the handler is to be called now; says so once only for a listener of one event. */
    boolean claim() {
        if (closed || once && !used.compareAndSet(false, true)) {
            return false;
        }
        if (once) {
            close();
        }
        return true;
    }

    void handle(Object payload, IncomingEvent event) throws Exception {
        handler.handle(payload, event);
    }

    @Override
    public void close() {
        closed = true;
        subscriptions.remove(this);
    }

    @Override
    public String toString() {
        return description;
    }
}
