package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.session.DropReason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was sent and what has become of it, and the promises that hold between events. */
final class Model {

    /** One receiver's side of a session with one sender: as long as both live there is one. */
    static final class Generation {
        final String sender;

        /** What was emitted before this has arrived, or something later. */
        long known = -1;

        /** How many messages it was told will not come. */
        long missing;

        private long lastId = -1;
        private final Map<String, RetainedValue> newest = new HashMap<>();

        Generation(String sender) {
            this.sender = sender;
        }
    }

    private record KeyOfSession(PeerSession session, String nameAndKey) {}

    private record KeyOfSender(SimulatedProcess sender, String nameAndKey) {}

    private final Map<Long, SentEvent> events = new LinkedHashMap<>();
    private final Map<Long, RetainedValue> values = new HashMap<>();
    private final Map<KeyOfSession, SentEvent> latest = new HashMap<>();
    private final Map<KeyOfSender, RetainedValue> retained = new LinkedHashMap<>();
    private final Set<String> expired = new HashSet<>();
    private long moment;

    /** Whether what happens does so while a connection looks for what to write. */
    boolean isInWrite;

    /** A time of its own for each thing that happens; the id of what is emitted then. */
    long nextMoment() {
        return moment++;
    }

    void add(SentEvent event) {
        events.put(event.id, event);
    }

    void add(RetainedValue value) {
        values.put(value.id, value);
        retained.put(new KeyOfSender(value.sender, value.name + value.key), value);
    }

    /** It is in the window. */
    void taken(SentEvent event) {
        if (event.delivery == Delivery.LATEST && event.key != null) {
            latest.put(new KeyOfSession(event.session, event.name + event.key), event);
        }
    }

    /** A message arrives that was made as its event was emitted. */
    SentEvent arrived(Generation generation, Message message) {
        SentEvent event = event(message);
        event.require(event.sender.id().equals(generation.sender), "arrives in a session of " + generation.sender);
        event.require(event.id > generation.lastId, "arrives twice or out of order, after event " + generation.lastId);
        event.require(
                event.arrivals == 0 || message.is(MessageFlags.REDELIVERED),
                "arrives at a second process and is not marked as redelivered");
        event.require(event.arrivals == 0 || event.isNumbered(), "is volatile and arrives twice");
        event.require(
                message.payloadLength() == size(event.id)
                        && (message.payloadLength() == 0
                                || message.body()[message.body().length - 1] == (byte) event.id),
                "arrives with another payload");
        generation.lastId = event.id;
        generation.known = Math.max(generation.known, event.id);
        event.arrivals++;
        return event;
    }

    /** A retained event arrives, be it as it is emitted or later. */
    void arrived(Generation generation, RetainedValue value, SimulatedProcess receiver, boolean redelivered) {
        value.require(value.sender.id().equals(generation.sender), "arrives in a session of " + generation.sender);
        RetainedValue newest = generation.newest.put(value.name + value.key, value);
        // The owed one had no space as it was emitted.
        value.require(
                newest == null || newest.id <= value.id || newest.isLostFor(receiver.id()),
                "arrives after a newer one of its key, " + newest);
        Period period = receiver.listening().period(value.name);
        if (period != null) {
            long learned = value.sender.emitter().learned(receiver.id(), value.name);
            period.arrived(generation, value, nextMoment(), redelivered ? Long.MAX_VALUE : learned);
        }
    }

    /** What was kept for who listens later. */
    RetainedValue value(Message message) {
        return values.get(message.id());
    }

    private SentEvent event(Message message) {
        return events.get(message.id());
    }

    String senderOf(Message message) {
        SentEvent event = event(message);
        return event == null ? value(message).sender.id() : event.sender.id();
    }

    /** How many bytes of payload the event has. */
    static int size(long id) {
        if (id % 17 != 0) {
            return (int) (id * 31 % 200);
        }
        return id % 51 == 0 ? 66_000 : 3_000;
    }

    /** Main no longer keeps its session with that renderer. */
    void expired(String main, String renderer) {
        expired.add(main + " " + renderer);
    }

    boolean hasExpired(String main, String renderer) {
        return expired.contains(main + " " + renderer);
    }

    /** Everything has come to rest. */
    void checkAtRest(Collection<SimulatedProcess> processes) {
        for (SentEvent event : events.values()) {
            if (!event.sender.isDead() && event.isNumbered()) {
                event.require(event.isDecided(), "is neither acknowledged nor dropped at rest");
            }
        }
        for (SentEvent event : latest.values()) {
            event.require(event.dropped != DropReason.SUPERSEDED, "is the last one, but superseded");
        }
        Map<String, SimulatedProcess> byId = new HashMap<>();
        processes.forEach(process -> byId.put(process.id(), process));
        for (SimulatedProcess sender : processes) {
            for (PeerSession session : sender.sessions()) {
                SimulatedProcess receiver = byId.get(session.peer().id());
                if (receiver == null) {
                    throw new AssertionError(session + " is not a peer of " + sender + " at rest");
                }
                checkAtRest(sender, session, receiver);
            }
        }
    }

    private void checkAtRest(SimulatedProcess sender, PeerSession session, SimulatedProcess receiver) {
        if (session.outbound().events() != 0
                || session.outbound().bytes() != 0
                || session.outbound().unacknowledged() != 0) {
            throw new AssertionError("At rest the window of " + sender + " for " + receiver + " is not empty: "
                    + session.outbound().events() + " events of "
                    + session.outbound().bytes() + " bytes, "
                    + session.outbound().unacknowledged() + " unacknowledged");
        }
        List<String> told = session.interest().listens();
        List<String> listens = receiver.listening().texts();
        if (!told.equals(listens)) {
            throw new AssertionError(
                    sender + " knows at rest that " + receiver + " listens to " + told + ", but it is to " + listens);
        }
        Generation generation = receiver.generationOf(sender.id());
        sender.gaps(session).checkAtRest(generation.missing, receiver.id());
        List<RetainedValue> owed = new ArrayList<>(retained.values());
        for (RetainedValue value : owed) {
            Period period = receiver.listening().period(value.name);
            if (value.sender == sender && period != null && !value.isLostFor(session)) {
                value.require(
                        period.has(generation, value),
                        "has not come to " + receiver + ", which has listened since moment " + period.since);
            }
        }
    }
}
