package com.atomiton.events.bus;

import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** An event on its way to those of its listeners that share a lane. */
class Delivery implements LaneTask {

    private final EventDispatcher dispatcher;
    private final IncomingEvent event;
    private final Payload payload;
    private final List<Listener> listeners;
    private final Fate fate;

    private static final AtomicReferenceFieldUpdater<Delivery, @Nullable Listener> CURRENT =
            AtomicReferenceFieldUpdater.newUpdater(Delivery.class, Listener.class, "current");

    private volatile @Nullable Listener current;

    Delivery(EventDispatcher dispatcher, IncomingEvent event, Payload payload, List<Listener> listeners, Fate fate) {
        this.dispatcher = dispatcher;
        this.event = event;
        this.payload = payload;
        this.listeners = listeners;
        this.fate = fate;
    }

    @Override
    public IncomingEvent event() {
        return event;
    }

    EventDispatcher dispatcher() {
        return dispatcher;
    }

    Fate fate() {
        return fate;
    }

    Payload payload() {
        return payload;
    }

    List<Listener> listeners() {
        return listeners;
    }

    /** This listener is called next. */
    void at(Listener listener) {
        // The watchdog may see it a little later; a fence for each call costs 8 ns.
        CURRENT.lazySet(this, listener);
    }

    @Override
    public boolean isBounded() {
        return event.isLocal();
    }

    @Override
    public void run() {
        try {
            dispatcher.deliver(this);
        } finally {
            fate.acknowledged();
        }
    }

    @Override
    public void dropped(DropReason reason) {
        dispatcher.dropped(this, reason);
        fate.dropped(reason);
    }

    @Override
    public @Nullable String holder() {
        Listener listener = current;
        return listener == null ? null : listener.description();
    }
}
