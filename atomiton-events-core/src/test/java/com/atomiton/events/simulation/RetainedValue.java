package com.atomiton.events.simulation;

import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.util.HashSet;
import java.util.Set;

/** What the model knows of a retained event: it is the fate of the messages that are made for who listens later. */
final class RetainedValue implements Fate {

    final long id;
    final SimulatedProcess sender;
    final String name;
    final String key;
    private final Set<PeerSession> lost = new HashSet<>();

    RetainedValue(long id, SimulatedProcess sender, String name, String key) {
        this.id = id;
        this.sender = sender;
        this.name = name;
        this.key = key;
    }

    /** The peer need not get it, since the window had no space for it. */
    void lostFor(PeerSession session) {
        lost.add(session);
    }

    boolean isLostFor(PeerSession session) {
        return lost.contains(session);
    }

    boolean isLostFor(String peer) {
        return lost.stream().anyMatch(session -> session.peer().id().equals(peer));
    }

    @Override
    public void dropped(DropReason reason) {
        switch (reason) {
            case OVERFLOW -> {
                PeerSession session = sender.emitter().evicting();
                require(session != null, "is dropped as OVERFLOW though nobody asked for it");
                lostFor(session);
                sender.gaps(session).dropped();
            }
            case NO_SUBSCRIBER -> {
                // At rest, who listens must have it all the same.
            }
            case PEER_LOST -> require(sender.hasLostAny(), "is dropped as PEER_LOST, but all peers live");
            case CLOSED -> require(sender.isStopping(), "is dropped as CLOSED");
            default -> require(false, "is dropped as " + reason);
        }
    }

    void require(boolean holds, String violation) {
        if (!holds) {
            throw new AssertionError(this + " " + violation);
        }
    }

    @Override
    public String toString() {
        return "retained event " + id + " of " + sender.id() + ", '" + name + "' with key " + key + ",";
    }
}
