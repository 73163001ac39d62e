package com.atomiton.events.bus;

import com.atomiton.events.Delivery;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.PassedMessage.Kind;
import com.atomiton.events.protocol.Depth;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** The way of an event out of this process, and to its own listeners: who gets it, encoded once, into each window. */
final class Emitter {

    private static final Log log = LogFactory.getLog(Emitter.class);

    private final LimitedLog unwritables = new LimitedLog(log);
    private final Peer self;
    private final Endpoint endpoint;
    private final Subscriptions subscriptions;
    private final EventDispatcher dispatcher;
    private final Codecs codecs;
    private final Outbox outbox;
    private final BusTelemetry telemetry;
    private final @Nullable Middleware middleware;
    private final Taps taps;
    private final RetainedEvents retained = new RetainedEvents();
    private final AtomicLong emits = new AtomicLong();

    /** Events of one name often come one after the other. */
    private volatile @Nullable Counted lastCounted;

    Emitter(
            Peer self,
            Endpoint endpoint,
            Subscriptions subscriptions,
            EventDispatcher dispatcher,
            Codecs codecs,
            Outbox outbox,
            BusTelemetry telemetry,
            @Nullable Middleware middleware,
            Taps taps) {
        this.self = self;
        this.endpoint = endpoint;
        this.subscriptions = subscriptions;
        this.dispatcher = dispatcher;
        this.codecs = codecs;
        this.outbox = outbox;
        this.telemetry = telemetry;
        this.middleware = middleware;
        this.taps = taps;
    }

    /** The number of the next emit, and so its id. */
    long nextNumber() {
        return emits.incrementAndGet();
    }

    <T> EmitResult emit(EventType<T> type, T payload, EmitOptions options) {
        return emit(nextNumber(), type, payload, options, null);
    }

    @SuppressWarnings("unchecked") // what an interceptor puts in the payload's place is of the type too
    <T> EmitResult emit(
            long number, EventType<T> type, T payload, EmitOptions options, @Nullable Confirmation confirmation) {
        if (middleware == null) {
            return send(number, type, payload, options, confirmation);
        }
        return middleware.emit(
                new OutgoingEvent(type, payload, options, false),
                event -> send(number, type, (T) event.payload(), event.options(), confirmation));
    }

    private <T> EmitResult send(
            long number, EventType<T> type, T payload, EmitOptions given, @Nullable Confirmation confirmation) {
        EmitOptions options = confirmation == null ? given : given.withHeaders(Depth.header(RequestDepth.current()));
        EmitResult result = EmitResult.NO_SUBSCRIBER;
        EventOverflowException overflow = null;
        String key = options.key() != null ? options.key() : type.keyOf(payload);
        Emission<T> emission = null;
        if (type.isRetained() && options.target() == null) {
            emission = new Emission<>(number, type, payload, options, key);
            // Before the receivers are known: a peer that shows interest in between must not miss it.
            retained.keep(type.name(), key, emission::retainedMessage);
        }
        List<PeerSession> sessions = receivers(type.name(), options.target());
        if (!sessions.isEmpty()) {
            emission = emission != null ? emission : new Emission<>(number, type, payload, options, key);
            try {
                result = toPeers(emission, sessions, confirmation);
            } catch (EventOverflowException full) {
                // The listeners of this process have no part in that.
                overflow = full;
            }
        }
        EmitResult local = EmitResult.NO_SUBSCRIBER;
        Audience audience = localAudience(type.name(), options.target());
        if (!audience.isEmpty()) {
            IncomingEvent event =
                    new IncomingEvent(type.name(), number, self, options.headers(), options.correlationId(), key);
            Lane exempt = confirmation == null ? null : CurrentLane.get();
            Fate fate = confirmation == null ? Fate.UNOBSERVED : confirmation.awaitPeer(self);
            try {
                local = dispatcher.dispatch(event, Payload.of(payload), audience, exempt, deadline(confirmation), fate);
                result = result.orBetter(local);
            } catch (EventOverflowException full) {
                local = EmitResult.DROPPED;
                overflow = full;
            }
        }
        if (taps.isWatched() && (sessions.isEmpty() || !audience.isEmpty())) {
            taps.local(Kind.EVENT, type.name(), number, payload, local);
        }
        if (overflow != null) {
            throw overflow;
        }
        telemetry.emitted(type.name(), result);
        return result;
    }

    /** Gives a peer the kept events that it listens to now and did not before. */
    void interestChanged(PeerSession session, Predicate<String> wantedBefore) {
        retained.forEach((name, message) -> {
            if (session.interest().wants(name) && !wantedBefore.test(name)) {
                sendRetained(session, name, message);
            }
        });
    }

    private void sendRetained(
            PeerSession session, String name, Function<PeerSession, @Nullable OutboundMessage> retainedMessage) {
        try {
            OutboundMessage message = retainedMessage.apply(session);
            if (message != null && !outbox.trySend(session, message)) {
                telemetry.dropped(name, DropReason.OVERFLOW.label());
            }
        } catch (RuntimeException unwritable) {
            // Nobody wanted it when it was emitted, so nobody was told then; and this is the connection's thread.
            telemetry.dropped(name, DropReason.UNREADABLE.label());
            unwritables.error("The retained event '" + name + "' cannot be given to " + session.peer(), unwritable);
        }
    }

    private List<PeerSession> receivers(String name, @Nullable Peer target) {
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

    private Audience localAudience(String name, @Nullable Peer target) {
        boolean addressed = target == null || target.id().equals(self.id());
        return addressed ? subscriptions.ofLocal(name) : Audience.nobody();
    }

    private <T> EmitResult toPeers(
            Emission<T> emission, List<PeerSession> sessions, @Nullable Confirmation confirmation) {
        EmitResult result = EmitResult.NO_SUBSCRIBER;
        EventOverflowException failure = null;
        for (int i = 0; i < sessions.size(); i++) {
            PeerSession session = sessions.get(i);
            try {
                result = result.orBetter(toPeer(emission, session, confirmation));
            } catch (EventOverflowException overflow) {
                // One full window must not keep the event from the other peers.
                failure = overflow;
            }
        }
        if (failure != null) {
            telemetry.dropped(emission.type.name(), DropReason.OVERFLOW.label());
            throw failure;
        }
        return result;
    }

    private <T> EmitResult toPeer(Emission<T> emission, PeerSession session, @Nullable Confirmation confirmation) {
        String name = emission.type.name();
        if (emission.type.delivery() == Delivery.VOLATILE && confirmation == null && !session.isOpen()) {
            telemetry.dropped(name, DropReason.NOT_CONNECTED.label());
            return EmitResult.DROPPED;
        }
        Fate fate = confirmation != null ? confirmation.awaitPeer(session.peer()) : counted(name);
        OutboundMessage message = emission.message(session, confirmation != null, fate);
        boolean oneOfMany = self.role() == ProcessRole.MAIN && emission.options.target() == null && !session.isShared();
        Deadline deadline = deadline(confirmation);
        EmitResult result = oneOfMany
                ? outbox.sendToOneOfMany(session, message, deadline)
                : outbox.send(session, message, deadline);
        if (result == EmitResult.DROPPED) {
            fate.dropped(outbox.dropReason(session));
        } else if (result == EmitResult.NO_SUBSCRIBER) {
            fate.dropped(DropReason.PEER_LOST);
        }
        return result;
    }

    /** Somebody waits for a confirmed emit, and no longer than for its time. */
    private static Deadline deadline(@Nullable Confirmation confirmation) {
        return confirmation == null ? Deadline.NONE : confirmation.deadline();
    }

    private Fate counted(String name) {
        Counted known = lastCounted;
        if (known == null || !known.name.equals(name)) {
            known = new Counted(name, telemetry);
            lastCounted = known;
        }
        return known;
    }

    /** Counts events of a name that are dropped. */
    private record Counted(String name, BusTelemetry telemetry) implements Fate {

        @Override
        public void dropped(DropReason reason) {
            telemetry.dropped(name, reason.label());
        }
    }

    /** What was made of a payload with a codec, and with the others before. */
    private record Encoded(
            EventCodec codec, MessageTail tail, @Nullable Encoded next) {}

    /** One emit on its way to peers: its tail is made once for each codec that they speak. */
    private final class Emission<T> {

        private final long number;
        private final EventType<T> type;
        private final T payload;
        private final EmitOptions options;
        private final String key;

        /** By {@link System#nanoTime()}, which takes 25 ns: 0 where nothing depends on it. */
        private final long emittedAt;

        /** What was made of a retained event for each peer. */
        private final Map<PeerSession, OutboundMessage> made;

        /** Guarded by this if the event is retained; else only the thread that emits it knows it. */
        private @Nullable Encoded encoded;

        Emission(long number, EventType<T> type, T payload, EmitOptions options, String key) {
            this.number = number;
            this.type = type;
            this.payload = payload;
            this.options = options;
            this.key = key;
            this.emittedAt = options.timeToLive() == null ? 0 : System.nanoTime();
            this.made = type.isRetained() ? new ConcurrentHashMap<>(2) : Map.of();
        }

        OutboundMessage message(PeerSession session, boolean confirm, Fate fate) {
            EventCodec codec = codecs.to(session);
            boolean unnumbered = type.delivery() == Delivery.VOLATILE && !confirm;
            int flags = codecs.flag(codec)
                    | (confirm ? MessageFlags.CONFIRM : 0)
                    | (unnumbered ? MessageFlags.UNNUMBERED : 0);
            OutboundMessage message = new OutboundMessage(FrameType.EVENT, type.name(), tail(codec), flags, fate);
            if (type.delivery() == Delivery.LATEST && !confirm) {
                message.conflatedBy(type.name() + '\n' + key);
            }
            return remembered(session, message);
        }

        /** For a peer that shows interest now; {@code null} if the event itself still waits for it. */
        @Nullable
        OutboundMessage retainedMessage(PeerSession session) {
            OutboundMessage before = made.get(session);
            if (before != null && session.outbound().isWaiting(before)) {
                return null;
            }
            EventCodec codec = codecs.to(session);
            int flags = codecs.flag(codec) | MessageFlags.RETAINED;
            return remembered(
                    session,
                    new OutboundMessage(FrameType.EVENT, type.name(), tail(codec), flags, counted(type.name())));
        }

        private OutboundMessage remembered(PeerSession session, OutboundMessage message) {
            Duration timeToLive = options.timeToLive();
            if (timeToLive != null) {
                message.expiringAt(emittedAt + TimeUnit.NANOSECONDS.convert(timeToLive));
            }
            if (type.isRetained()) {
                made.put(session, message);
            }
            return message;
        }

        private MessageTail tail(EventCodec codec) {
            if (!type.isRetained()) {
                return tailOnce(codec);
            }
            synchronized (this) {
                return tailOnce(codec);
            }
        }

        private MessageTail tailOnce(EventCodec codec) {
            for (Encoded known = encoded; known != null; known = known.next) {
                if (known.codec == codec) {
                    return known.tail;
                }
            }
            MessageTail tail = outbox.checked(
                    type.name(),
                    MessageTail.event(
                            number,
                            type.name(),
                            key.isEmpty() ? null : key,
                            ReservedHeaders.with(options.headers(), options.correlationId()),
                            head -> codec.encode(head, payload, type.payloadType())));
            encoded = new Encoded(codec, tail, encoded);
            return tail;
        }
    }
}
