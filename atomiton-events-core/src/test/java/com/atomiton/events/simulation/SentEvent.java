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
    final String name;
    final Delivery delivery;
    final @Nullable String key;
    private final boolean expires;

    /** Since when its receiver has wanted it, if the sender must know; {@code null} if it need not. */
    private final @Nullable Period wanted;

    /** What it is the first message of, if it is retained. */
    @Nullable
    RetainedValue value;

    /** Emitted since another one came: it is not answered. */
    boolean isAnswer;

    int arrivals;
    boolean consumed;
    boolean acknowledged;

    @Nullable
    DropReason dropped;

    SentEvent(
            long id,
            SimulatedProcess sender,
            PeerSession session,
            String name,
            Delivery delivery,
            @Nullable String key,
            boolean expires,
            @Nullable Period wanted) {
        this.id = id;
        this.sender = sender;
        this.session = session;
        this.name = name;
        this.delivery = delivery;
        this.key = key;
        this.expires = expires;
        this.wanted = wanted;
    }

    boolean isNumbered() {
        return delivery != Delivery.VOLATILE;
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
            case OVERFLOW -> require(sender.emitter().evicting() == session, "is dropped as OVERFLOW unasked");
            case TOO_LARGE -> require(Model.size(id) > 65_000, "is small, but dropped as TOO_LARGE");
            case PEER_LOST -> require(sender.hasLost(session), "is dropped as PEER_LOST, but its peer lives");
            case NOT_CONNECTED -> require(delivery == Delivery.VOLATILE, "is kept, but dropped as NOT_CONNECTED");
            case NO_SUBSCRIBER -> require(wanted == null || wanted.isOver(), "is wanted, but dropped");
            case CLOSED -> require(sender.isStopping(), "is dropped as CLOSED");
            default -> require(false, "is dropped as " + reason);
        }
        dropped = reason;
        if (isNumbered() && (reason == DropReason.OVERFLOW || reason == DropReason.TOO_LARGE)) {
            sender.gaps(session).dropped();
        }
        if (value != null && reason != DropReason.NO_SUBSCRIBER && reason != DropReason.SUPERSEDED) {
            value.lostFor(session);
        }
    }

    /** The window did not take it. */
    void refused(DropReason reason, boolean leftOut) {
        dropped = reason;
        if (leftOut && isNumbered()) {
            sender.gaps(session).dropped();
        }
        if (value != null) {
            value.lostFor(session);
        }
    }

    void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(this + " " + violation);
        }
    }

    @Override
    public String toString() {
        return delivery + " event " + id + " of " + sender.id() + ", '" + name + "'"
                + (key == null ? "" : " with key " + key)
                + (value == null ? "" : " (retained event " + value.id + ")");
    }
}
