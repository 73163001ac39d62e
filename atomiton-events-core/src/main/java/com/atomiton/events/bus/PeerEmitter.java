package com.atomiton.events.bus;

import com.atomiton.events.Delivery;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.RetainedEvents.NameAndKey;
import com.atomiton.events.bus.RetainedEvents.Retained;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The way of an event to peers: who gets it, encoded once, into each window. */
final class PeerEmitter {

    private static final LimitedLog log = new LimitedLog(LogFactory.getLog(PeerEmitter.class));

    private final Peer self;
    private final Endpoint endpoint;
    private final Codecs codecs;
    private final Outbox outbox;
    private final BusTelemetry telemetry;
    private final RetainedEvents retained;

    /** Events of one name often come one after the other. */
    private volatile @Nullable Counted lastCounted;

    /**
     * What a peer has been asked to take.
     *
     * @param message {@code null} if it would not be kept for the peer, which has no connection
     * @param offer {@code null} if the window has not been asked yet
     */
    private record Offered(
            String name,
            PeerSession session,
            @Nullable OutboundMessage message,
            @Nullable Offer offer) {}

    /** Counts events of a name that are dropped. */
    private record Counted(String name, BusTelemetry telemetry) implements Fate {

        @Override
        public void dropped(DropReason reason) {
            telemetry.dropped(name, reason.label());
            if (reason == DropReason.RETAINED_FULL) {
                log.error("The retained event '" + name
                        + "' was forgotten, since there are too many newer ones: peers that "
                        + "begin to listen to it do not get it. Use fewer keys, or do not retain them");
            }
        }
    }

    PeerEmitter(Peer self, Endpoint endpoint, Codecs codecs, Outbox outbox, BusTelemetry telemetry) {
        this.self = self;
        this.endpoint = endpoint;
        this.codecs = codecs;
        this.outbox = outbox;
        this.telemetry = telemetry;
        this.retained = new RetainedEvents(endpoint::sessions);
    }

    /** The sessions of the peers that an event is for. */
    List<PeerSession> receivers(String name, @Nullable Peer target) {
        Collection<PeerSession> sessions = target == null ? endpoint.audience() : endpoint.sessions();
        if (sessions instanceof List<PeerSession> few && few.size() <= 1) {
            // No peer, or the session of a renderer for main: the list that is there will do.
            return !few.isEmpty() && isFor(few.get(0), name, target) ? few : List.of();
        }
        List<PeerSession> receivers = List.of();
        for (PeerSession session : sessions) {
            if (isFor(session, name, target)) {
                receivers = receivers.isEmpty() ? new ArrayList<>() : receivers;
                receivers.add(session);
            }
        }
        return receivers;
    }

    private static boolean isFor(PeerSession session, String name, @Nullable Peer target) {
        return (target == null || target.id().equals(session.peer().id())) && session.mayWant(name);
    }

    /**
     * Sends an event.
     *
     * @throws EventOverflowException if windows have no space for it; it names the peers that lack the event, those that
     *     were left out too
     */
    EmitResult emit(Emission<?> emission, List<PeerSession> receivers, @Nullable Confirmation confirmation) {
        EmitResult result = EmitResult.NO_SUBSCRIBER;
        FullWindows full = null;
        List<PeerSession> leftOut = List.of();
        for (int i = 0; i < receivers.size(); i++) { // No iterator for each event
            PeerSession session = receivers.get(i);
            if (isNotKept(emission, session, confirmation)) {
                result = result.orBetter(notKept(emission.name()));
                continue;
            }
            OutboundMessage message = message(emission, session, codecs.to(session), confirmation);
            EmitResult taken = outbox.offer(session, message, isOneOfMany(emission, session));
            if (taken == null) {
                full = (full == null ? new FullWindows(outbox) : full).add(session, message);
                continue;
            }
            result = result.orBetter(taken);
            if (taken == EmitResult.DROPPED) {
                leftOut = leftOut.isEmpty() ? new ArrayList<>() : leftOut;
                leftOut.add(session);
            }
        }
        if (full == null) {
            return result;
        }
        leftOut.forEach(full::leftOut);
        return await(full, emission, confirmation, result);
    }

    /**
     * Sends an event and keeps it for peers that show interest later. It is written before anything is changed, on this
     * thread, and in JSON for those.
     *
     * @throws EventOverflowException as {@link #emit}
     */
    EmitResult emitRetained(Emission<?> emission, @Nullable Confirmation confirmation) {
        emission.tail(codecs.json());
        endpoint.audience().forEach(session -> emission.tail(codecs.to(session)));
        Retained event = new Retained(
                emission.tail(codecs.json()), emission.tails(), emission.deadline(), counted(emission.name()));
        List<Offered> offers = new ArrayList<>();
        List<OutboundMessage> superseded = new ArrayList<>(0);
        retained.emit(new NameAndKey(emission.name(), emission.key()), event, which -> {
            for (PeerSession session : receivers(emission.name(), null)) {
                if (session.isInterestKnown() && !session.isShared()) {
                    retained.follow(session, emission.name());
                }
                session.outbound().settle(which);
                offers.add(offerAtOnce(emission, session, confirmation, superseded));
            }
        });
        superseded.forEach(earlier -> earlier.fate().dropped(DropReason.SUPERSEDED));
        EmitResult result = EmitResult.NO_SUBSCRIBER;
        FullWindows full = new FullWindows(outbox);
        for (Offered each : offers) {
            EmitResult taken = taken(each, isOneOfMany(emission, each.session));
            if (taken != null) {
                result = result.orBetter(taken);
                if (taken == EmitResult.DROPPED) {
                    full.leftOut(each.session);
                }
            } else if (each.message != null) {
                full.add(each.session, each.message);
            }
        }
        return full.isEmpty() ? result : await(full, emission, confirmation, result);
    }

    /** Calls nothing foreign: {@link #taken} does that later. */
    private Offered offerAtOnce(
            Emission<?> emission,
            PeerSession session,
            @Nullable Confirmation confirmation,
            List<OutboundMessage> superseded) {
        if (isNotKept(emission, session, confirmation)) {
            return new Offered(emission.name(), session, null, null);
        }
        EventCodec spoken = codecs.to(session);
        EventCodec written = emission.knownTail(spoken) == null ? codecs.json() : spoken;
        OutboundMessage message = message(emission, session, written, confirmation);
        boolean fits = message.tail().frameSize() <= session.maxFrameSize();
        return new Offered(
                emission.name(), session, message, fits ? session.outbound().offer(message, superseded) : null);
    }

    private @Nullable EmitResult taken(Offered offered, boolean oneOfMany) {
        if (offered.message == null) {
            return notKept(offered.name);
        }
        return offered.offer == null
                ? outbox.offer(offered.session, offered.message, oneOfMany)
                : outbox.offered(offered.session, offered.message, offered.offer, oneOfMany);
    }

    /** Gives a peer the kept events that it listens to now and did not before. */
    void interestChanged(PeerSession session, InterestChange change) {
        retained.interestChanged(session, change);
    }

    private EmitResult await(
            FullWindows full, Emission<?> emission, @Nullable Confirmation confirmation, EmitResult others) {
        boolean oneOfMany = self.role() == ProcessRole.MAIN && !emission.isAddressed();
        try {
            return others.orBetter(full.await(oneOfMany, Confirmation.deadlineOf(confirmation)));
        } catch (EventOverflowException overflow) {
            for (int i = 0; i < full.size(); i++) {
                telemetry.dropped(emission.name(), DropReason.OVERFLOW.label());
            }
            throw overflow;
        }
    }

    private boolean isOneOfMany(Emission<?> emission, PeerSession session) {
        return self.role() == ProcessRole.MAIN && !emission.isAddressed() && !session.isShared();
    }

    private static boolean isNotKept(Emission<?> emission, PeerSession session, @Nullable Confirmation confirmation) {
        return emission.type().delivery() == Delivery.VOLATILE && confirmation == null && !session.isOpen();
    }

    private EmitResult notKept(String name) {
        telemetry.dropped(name, DropReason.NOT_CONNECTED.label());
        return EmitResult.DROPPED;
    }

    private OutboundMessage message(
            Emission<?> emission, PeerSession session, EventCodec codec, @Nullable Confirmation confirmation) {
        Fate fate = confirmation != null ? confirmation.awaitPeer(session.peer()) : counted(emission.name());
        return emission.message(codec, confirmation != null, fate);
    }

    private Fate counted(String name) {
        Counted known = lastCounted;
        if (known == null || !known.name.equals(name)) {
            known = new Counted(name, telemetry);
            lastCounted = known;
        }
        return known;
    }
}
