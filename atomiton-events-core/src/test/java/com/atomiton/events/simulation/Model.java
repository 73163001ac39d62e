package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.session.DropReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was sent and what has become of it, and the promises that hold between events. */
final class Model {

    /** One receiver's side of a session with one sender: as long as both live there is one. */
    static final class Generation {
        final String sender;
        private long lastId = -1;

        Generation(String sender) {
            this.sender = sender;
        }
    }

    private record KeyOfSession(PeerSession session, String key) {}

    private final List<SentEvent> events = new ArrayList<>();
    private final Map<KeyOfSession, SentEvent> latest = new HashMap<>();
    private final Set<String> expired = new HashSet<>();

    long nextId() {
        return events.size();
    }

    void add(SentEvent event) {
        events.add(event);
    }

    /** It is in the window. */
    void taken(SentEvent event) {
        if (event.delivery == Delivery.LATEST && event.key != null) {
            latest.put(new KeyOfSession(event.session, event.key), event);
        }
    }

    /** It never was in the window. */
    void refused(SentEvent event) {
        event.dropped = DropReason.OVERFLOW;
    }

    SentEvent arrived(Generation generation, Message message) {
        SentEvent event = events.get((int) message.id());
        event.require(event.sender.id().equals(generation.sender), "arrives in a session of " + generation.sender);
        event.require(event.id > generation.lastId, "arrives twice or out of order, after event " + generation.lastId);
        event.require(
                event.arrivals == 0 || message.is(MessageFlags.REDELIVERED),
                "arrives at a second process and is not marked as redelivered");
        event.require(event.arrivals == 0 || event.delivery != Delivery.VOLATILE, "is volatile and arrives twice");
        event.require(
                message.payloadLength() == size(event.id)
                        && (message.payloadLength() == 0
                                || message.body()[message.body().length - 1] == (byte) event.id),
                "arrives with another payload");
        generation.lastId = event.id;
        event.arrivals++;
        return event;
    }

    String senderOf(Message message) {
        return events.get((int) message.id()).sender.id();
    }

    /** How many bytes of payload the event has. */
    static int size(long id) {
        return id % 17 == 0 ? 3_000 : (int) (id * 31 % 200);
    }

    /** Main no longer keeps its session with that renderer. */
    void expired(String main, String renderer) {
        expired.add(main + " " + renderer);
    }

    boolean hasExpired(String main, String renderer) {
        return expired.contains(main + " " + renderer);
    }

    /** Everything has come to rest. */
    void checkAtRest() {
        for (SentEvent event : events) {
            if (!event.sender.isDead() && event.delivery != Delivery.VOLATILE) {
                event.require(event.isDecided(), "is neither acknowledged nor dropped at rest");
            }
        }
        for (SentEvent event : latest.values()) {
            event.require(event.dropped != DropReason.SUPERSEDED, "is the last one, but superseded");
        }
    }
}
