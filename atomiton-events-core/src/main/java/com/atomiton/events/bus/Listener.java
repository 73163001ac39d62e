package com.atomiton.events.bus;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.Origin;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.observation.SubscriptionReport;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
    private final Consumer<Listener> whenEnded;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

    private enum State {
        OPEN,
        /** The one event that it waited for is on its way through retries and interceptors to the handler. */
        TAKEN,
        CLOSED
    }

    /** @param whenEnded called once, when there are no more events for it */
    Listener(
            String pattern,
            ContextualEventHandler<Object> handler,
            SubscribeOptions options,
            String description,
            String place,
            Lane lane,
            boolean once,
            Consumer<Listener> whenEnded) {
        this.pattern = pattern;
        this.handler = handler;
        this.origin = options.origin();
        this.description = description;
        this.place = place;
        this.laneName = Lanes.nameForEvents(options);
        this.lane = lane;
        this.once = once;
        this.whenEnded = whenEnded;
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

    String laneName() {
        return laneName;
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

    /** Whether it still waits for events. */
    boolean isOpen() {
        return state.get() == State.OPEN;
    }

    /** Whether it is to get this event; says so once only for a listener of one event. */
    boolean claim() {
        if (!once) {
            return isOpen();
        }
        boolean first = state.compareAndSet(State.OPEN, State.TAKEN);
        if (first) {
            whenEnded.accept(this);
        }
        return first;
    }

    /**
     * Calls the handler, unless it was closed after the claim: by a retry's pause, an interceptor, another thread. With
     * the look at that the call has begun, so nothing may come in between.
     */
    void handle(Object payload, IncomingEvent event) throws Exception {
        if (state.get() != State.CLOSED) {
            handler.handle(payload, event);
        }
    }

    @Override
    public void close() {
        if (state.getAndSet(State.CLOSED) == State.OPEN) {
            whenEnded.accept(this);
        }
    }

    @Override
    public String toString() {
        return description;
    }
}
