package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.bus.Retention;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a process's application emits, put into windows as a bus does it. */
final class Emitter {

    private final Simulation simulation;
    private final SimulatedProcess process;
    private final Model model;
    private final Retention retention;
    private final Map<String, Long> learned = new HashMap<>();
    private @Nullable PeerSession evicting;

    Emitter(Simulation simulation, SimulatedProcess process) {
        this.simulation = simulation;
        this.process = process;
        this.model = simulation.model;
        this.retention = new Retention(process::sessions, simulation.rule != Rule.FOLLOW_FORGOTTEN);
    }

    void interestChanged(PeerSession session, InterestChange change) {
        if (change.wantsLess()) {
            session.outbound()
                    .discardWaiting(
                            message -> message.isEvent() && !session.mayWant(message.name()), DropReason.NO_SUBSCRIBER);
        }
        if (change.wantsMore() || change.wantsLess()) {
            Listening.RETAINED.stream()
                    .filter(change.newlyWants())
                    .forEach(name -> learned.put(session.peer().id() + name, model.nextMoment()));
            retention.interestChanged(session, change);
        }
    }

    /** When this process last learned that a peer wants events of a name and did not before. */
    long learned(String peer, String name) {
        return learned.getOrDefault(peer + name, -1L);
    }

    /** The session in whose window space is being made. */
    @Nullable
    PeerSession evicting() {
        return evicting;
    }

    /** Emits to one peer, if that may want it. */
    void emit(PeerSession session, String name, Delivery delivery, @Nullable String key, long timeToLive) {
        if (!mayWant(session, name) || delivery == Delivery.VOLATILE && !session.isOpen()) {
            return;
        }
        SentEvent event = event(session, name, delivery, key, timeToLive > 0);
        OutboundMessage message = message(event);
        if (timeToLive > 0) {
            message.expiringAt(simulation.clock.now() + timeToLive);
        }
        offered(session, event, message, first(session, event, message));
    }

    /** Emits to one peer, since something has come from it. */
    void answer(PeerSession session, String name) {
        if (mayWant(session, name)) {
            SentEvent event = event(session, name, Delivery.RELIABLE, null, false);
            event.isAnswer = true;
            OutboundMessage message = message(event);
            offered(session, event, message, first(session, event, message));
        }
    }

    /** A frame that the peer would not take is not offered. */
    private static @Nullable Offer first(PeerSession session, SentEvent event, OutboundMessage message) {
        return message.tail().frameSize() > session.maxFrameSize()
                ? null
                : session.outbound().offer(message);
    }

    /** Emits to all that may want it, and to those that will. */
    void emitRetained(String name, Delivery delivery, String key) {
        RetainedValue value = new RetainedValue(smallMoment(), process, name, key);
        MessageTail later = MessageTail.event(value.id, name, key, Map.of(), payload(value.id));
        List<MessageTail> written = new ArrayList<>(List.of(later));
        Map<PeerSession, OutboundMessage> messages = new LinkedHashMap<>();
        Map<PeerSession, SentEvent> events = new LinkedHashMap<>();
        for (PeerSession session : process.sessions()) {
            if (mayWant(session, name)) {
                SentEvent event = event(session, name, delivery, key, false);
                event.value = value;
                events.put(session, event);
                OutboundMessage message = message(event);
                messages.put(session, message);
                written.add(message.tail());
            }
        }
        model.add(value);
        simulation.trace(() -> process + " retains " + value);
        Map<PeerSession, Offer> offers = retention.emit(
                name,
                key,
                later,
                simulation.rule == Rule.OWED_THOUGH_ON_ITS_WAY ? List.of() : written,
                value,
                messages);
        offers.forEach((session, offer) -> offered(session, events.get(session), messages.get(session), offer));
    }

    /** Whether it may, as far as this process must know. */
    private boolean mayWant(PeerSession session, String name) {
        boolean may = session.mayWant(name);
        if (!may && process.knownPeriod(session, name) != null) {
            throw new AssertionError(process + " does not know that " + session + " listens to '" + name
                    + "', though it has got what that emitted afterwards");
        }
        return may;
    }

    private long smallMoment() {
        long id = model.nextMoment();
        while (Model.size(id) > 1_000) {
            id = model.nextMoment();
        }
        return id;
    }

    private SentEvent event(
            PeerSession session, String name, Delivery delivery, @Nullable String key, boolean expires) {
        SentEvent event = new SentEvent(
                Listening.RETAINED.contains(name) ? smallMoment() : model.nextMoment(),
                process,
                session,
                name,
                delivery,
                key,
                expires,
                process.knownPeriod(session, name));
        model.add(event);
        return event;
    }

    private static OutboundMessage message(SentEvent event) {
        OutboundMessage message = new OutboundMessage(
                FrameType.EVENT,
                event.name,
                MessageTail.event(event.id, event.name, event.key, Map.of(), payload(event.id)),
                event.isNumbered() ? 0 : MessageFlags.UNNUMBERED,
                event);
        if (event.delivery == Delivery.LATEST) {
            message.conflatedBy(event.name + '\n' + event.key);
        }
        return message;
    }

    private static byte[] payload(long id) {
        byte[] payload = new byte[Model.size(id)];
        Arrays.fill(payload, (byte) id);
        return payload;
    }

    private void offered(PeerSession session, SentEvent event, OutboundMessage message, @Nullable Offer first) {
        Offer offer = first;
        while (offer == Offer.FULL && simulation.overflow == Overflow.DROP_OLDEST && evictOldest(session)) {
            offer = session.outbound().offer(message);
        }
        if (offer == Offer.TAKEN) {
            model.taken(event);
            session.flush(false, message.tail().frameSize());
        } else if (offer == null) {
            leaveOut(session, event, message, DropReason.TOO_LARGE);
        } else if (offer == Offer.FULL && simulation.overflow != Overflow.FAIL) {
            leaveOut(session, event, message, DropReason.STALLED);
        } else {
            event.refused(offer == Offer.FULL ? DropReason.OVERFLOW : DropReason.PEER_LOST, false);
        }
        simulation.trace(
                () -> process + " emits " + event + " to " + session.peer().id() + ": " + event.dropped);
    }

    private void leaveOut(PeerSession session, SentEvent event, OutboundMessage message, DropReason reason) {
        session.outbound().leaveOut(message, reason != DropReason.TOO_LARGE);
        session.flush(false, 0);
        event.refused(reason, true);
    }

    private boolean evictOldest(PeerSession session) {
        evicting = session;
        boolean evicted = session.outbound().evictOldest();
        evicting = null;
        return evicted;
    }
}
