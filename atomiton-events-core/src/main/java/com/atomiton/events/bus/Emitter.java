package com.atomiton.events.bus;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.observation.PassedMessage.Kind;
import com.atomiton.events.protocol.Depth;
import com.atomiton.events.session.Fate;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The way of an event out of this process, and to its own listeners. */
final class Emitter {

    private final Peer self;
    private final PeerEmitter peers;
    private final Subscriptions subscriptions;
    private final EventDispatcher dispatcher;
    private final Codecs codecs;
    private final Outbox outbox;
    private final BusTelemetry telemetry;
    private final @Nullable Middleware middleware;
    private final Taps taps;
    private final AtomicLong emits = new AtomicLong();

    Emitter(
            Peer self,
            PeerEmitter peers,
            Subscriptions subscriptions,
            EventDispatcher dispatcher,
            Codecs codecs,
            Outbox outbox,
            BusTelemetry telemetry,
            @Nullable Middleware middleware,
            Taps taps) {
        this.self = self;
        this.peers = peers;
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
        List<PeerSession> receivers = peers.receivers(type.name(), options.target());
        boolean kept = type.isRetained() && options.target() == null && self.role() != ProcessRole.STANDALONE;
        if (kept || !receivers.isEmpty()) {
            Emission<T> emission = new Emission<>(number, type, payload, options, key, codecs, outbox);
            try {
                result = kept
                        ? peers.emitRetained(emission, confirmation)
                        : peers.emit(emission, receivers, confirmation);
            } catch (EventOverflowException full) {
                // The listeners of this process have no part in that.
                overflow = full;
            }
        }
        EmitResult local = EmitResult.NO_SUBSCRIBER;
        Audience audience = localAudience(type.name(), options.target());
        if (!audience.isEmpty()) {
            IncomingEvent event =
                    new IncomingEvent(type, number, self, options.headers(), options.correlationId(), key);
            Lane exempt = confirmation == null ? null : CurrentLane.get();
            Fate fate = confirmation == null ? Fate.UNOBSERVED : confirmation.awaitPeer(self);
            try {
                local = dispatcher.dispatch(
                        event, Payload.of(payload), audience, exempt, Confirmation.deadlineOf(confirmation), fate);
                result = result.orBetter(local);
            } catch (EventOverflowException full) {
                local = EmitResult.DROPPED;
                overflow = full;
            }
        }
        if (taps.isWatched() && (receivers.isEmpty() || !audience.isEmpty())) {
            taps.local(Kind.EVENT, type.name(), number, payload, local);
        }
        if (overflow != null) {
            throw overflow;
        }
        telemetry.emitted(type.name(), result);
        return result;
    }

    private Audience localAudience(String name, @Nullable Peer target) {
        boolean addressed = target == null || target.id().equals(self.id());
        return addressed ? subscriptions.ofLocal(name) : Audience.nobody();
    }
}
