package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import org.jspecify.annotations.Nullable;

/** What the model knows of one event to one peer, and the promises that hold for each by itself. */
final class SentEvent implements Fate {

    final long id;
    final SimulatedProcess sender;
    final PeerSession session;
    final Delivery delivery;
    final @Nullable String key;
    private final boolean expires;

    int arrivals;
    boolean consumed;
    boolean acknowledged;

    @Nullable
    DropReason dropped;

    SentEvent(
            long id,
            SimulatedProcess sender,
            PeerSession session,
            Delivery delivery,
            @Nullable String key,
            boolean expires) {
        this.id = id;
        this.sender = sender;
        this.session = session;
        this.delivery = delivery;
        this.key = key;
        this.expires = expires;
    }

    boolean isDecided() {
        return acknowledged || dropped != null;
    }

    @Override
    public void acknowledged() {
        require(!isDecided(), "is acknowledged after its fate was told");
        require(consumed, "is acknowledged before it was consumed");
        acknowledged = true;
    }

    @Override
    public void dropped(DropReason reason) {
        require(!isDecided(), "is dropped as " + reason + " after its fate was told");
        switch (reason) {
            case SUPERSEDED -> require(delivery == Delivery.LATEST, "is superseded");
            case EXPIRED -> require(expires, "has no time to live, but expires");
            case OVERFLOW -> require(sender.isEvicting(), "is dropped as OVERFLOW though nobody asked for it");
            case PEER_LOST -> require(sender.hasLost(session), "is dropped as PEER_LOST, but its peer lives");
            case NOT_CONNECTED -> require(delivery == Delivery.VOLATILE, "is kept, but dropped as NOT_CONNECTED");
            case CLOSED -> require(sender.isStopping(), "is dropped as CLOSED");
            default -> require(false, "is dropped as " + reason);
        }
        dropped = reason;
    }

    void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(this + " " + violation);
        }
    }

    @Override
    public String toString() {
        return delivery + " event " + id + " of " + sender.id() + (key == null ? "" : " with key " + key);
    }
}
