package com.atomiton.events.bus;

import com.atomiton.events.bus.RetainedEvents.NameAndKey;
import com.atomiton.events.bus.RetainedEvents.Retained;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The retained events of a process that has no bus, offered to peers as {@link PeerEmitter} does it. */
public final class Retention {

    private final RetainedEvents events;
    private final boolean follows;

    /** @param follows {@code false} to break a rule: then an emit does not make its peers follow the name */
    public Retention(Supplier<Collection<PeerSession>> sessions, boolean follows) {
        this.events = new RetainedEvents(sessions);
        this.follows = follows;
    }

    /**
     * Keeps an event and offers it to those that get it as it is emitted.
     *
     * @param later for those that show interest later
     * @param written all that was made of it
     */
    public Map<PeerSession, Offer> emit(
            String name,
            String key,
            MessageTail later,
            Collection<MessageTail> written,
            Fate fate,
            Map<PeerSession, OutboundMessage> now) {
        Map<PeerSession, Offer> offers = new LinkedHashMap<>();
        List<OutboundMessage> superseded = new ArrayList<>();
        events.emit(new NameAndKey(name, key), new Retained(later, written, Long.MAX_VALUE, fate), which -> {
            now.forEach((session, message) -> {
                if (session.isInterestKnown() && follows) {
                    events.follow(session, name);
                }
                session.outbound().settle(which);
                offers.put(session, session.outbound().offer(message, superseded));
            });
        });
        superseded.forEach(earlier -> earlier.fate().dropped(DropReason.SUPERSEDED));
        return offers;
    }

    /** Gives a peer the kept events that it listens to now and did not before. */
    public void interestChanged(PeerSession session, InterestChange change) {
        events.interestChanged(session, change);
    }
}
