package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.connection.PeerSession;

/** Another process of the namespace, as far as is known of it. Guarded by its {@link Roster}. */
final class Member {

    private final Peer peer;
    private final String address;
    private final PeerSession session;
    private State state = State.HEARD_OF;
    private long lastSeen;

    /** What is known of whether it is there. */
    enum State {
        /** It has sent something, but has not yet told that it is there. */
        HEARD_OF,
        PRESENT,
        /** It is not there any more; what it listens to is kept, since it may come back under its name. */
        AWAY
    }

    Member(Peer peer, String address, PeerSession session, long now) {
        this.peer = peer;
        this.address = address;
        this.session = session;
        this.lastSeen = now;
    }

    Peer peer() {
        return peer;
    }

    String address() {
        return address;
    }

    PeerSession session() {
        return session;
    }

    State state() {
        return state;
    }

    void state(State current) {
        state = current;
    }

    boolean isPresent() {
        return state == State.PRESENT;
    }

    void seen(long now) {
        lastSeen = now;
    }

    long nanosSinceSeen(long now) {
        return now - lastSeen;
    }
}
