package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import io.micrometer.observation.Observation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The requests of this process to its peers, by their ids. A request leaves the map before it completes; it ends by its
 * reply, its timeout, its caller, the loss of its peer, a failure to send it, or the end of the bus, whichever is first.
 */
final class Requests {

    private final RequestRouter router;
    private final Codecs codecs;
    private final Outbox outbox;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final BusTelemetry telemetry;

    /** From a random number on: what an earlier process of this peer's asked must not be taken for what this one asks. */
    private final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 48));

    private final Map<Long, Outgoing> pending = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable EventContractException refusal;

    Requests(
            RequestRouter router,
            Codecs codecs,
            Outbox outbox,
            Executor executor,
            ScheduledExecutorService timer,
            BusTelemetry telemetry) {
        this.router = router;
        this.codecs = codecs;
        this.outbox = outbox;
        this.executor = executor;
        this.timer = timer;
        this.telemetry = telemetry;
    }

    <T> CompletableFuture<@Nullable Object> send(
            EventType<T> type,
            T payload,
            Type replyType,
            RequestOptions options,
            Duration timeout,
            Observation observation) {
        PendingRequest request =
                new PendingRequest(type.name(), executor, telemetry, options.progressListener(), observation);
        Outgoing outgoing = new Outgoing(ids.incrementAndGet(), type, payload, replyType, options, timeout, request);
        pending.put(outgoing.id, outgoing);
        request.timeoutBy(timer.schedule(outgoing::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS));
        var unused = request.future().whenComplete((value, failure) -> {
            if (request.future().isCancelled()) {
                outgoing.cancelledByCaller();
            }
        });
        if (closed) {
            outgoing.fail(closedException());
        } else {
            outgoing.send();
            outgoing.refused(refusal);
        }
        return request.future();
    }

    /** Nothing that has not been sent will be, as things are; {@code null} when that is over. */
    void refused(@Nullable EventContractException reason) {
        refusal = reason;
        pending.values().forEach(outgoing -> outgoing.refused(reason));
    }

    void replied(ReceivedMessage received) {
        PeerSession session = received.session();
        Message message = received.message();
        Outgoing outgoing = pending.get(message.id());
        if (outgoing != null && outgoing.session == session) {
            outgoing.replied(message, received.sender());
        } else {
            telemetry.dropped("", DropReason.LATE_REPLY.label());
        }
        received.done();
    }

    /** The name of an event or request; of a reply or progress that of the request, empty if nobody waits for it. */
    String nameOf(Message message) {
        if (!message.name().isEmpty()) {
            return message.name();
        }
        Outgoing outgoing = pending.get(message.id());
        return outgoing == null ? "" : outgoing.type.name();
    }

    void progressed(ReceivedMessage received) {
        PeerSession session = received.session();
        Message message = received.message();
        Outgoing outgoing = pending.get(message.id());
        if (outgoing != null && outgoing.session == session) {
            outgoing.request.progress(() -> codecs.decode(session, message, outgoing.request.progressType()));
        }
        received.done();
    }

    /** A peer has said what it answers: a request that waits for that may go on its way. */
    void interestChanged() {
        pending.values().forEach(outgoing -> {
            if (outgoing.session == null) {
                outgoing.send();
            }
        });
    }

    /** A peer has ended: it will not answer what it was sent. What was not sent waits for the one that takes its place. */
    void lost(PeerSession session, Peer peer, String reason) {
        pending.values().forEach(outgoing -> {
            if (outgoing.session == session && outgoing.isSent()) {
                outgoing.fail(outgoing.lostException(peer, reason));
            }
        });
    }

    /** A request that was sent to whoever answers it will not be answered. */
    void unanswered(long id, Peer peer, String reason) {
        Outgoing outgoing = pending.get(id);
        if (outgoing != null) {
            outgoing.fail(outgoing.lostException(peer, reason));
        }
    }

    int size() {
        return pending.size();
    }

    void close() {
        closed = true;
        pending.values().forEach(Outgoing::closed);
    }

    private static EventBusException closedException() {
        return new EventBusException("the event bus is closed", null);
    }

    /** One request on its way. */
    private final class Outgoing implements Fate {

        private final long id;
        private final EventType<Object> type;
        private final Object payload;
        private final Type replyType;
        private final RequestOptions options;
        private final Duration timeout;
        private final long timesOutAt;
        private final PendingRequest request;

        private volatile @Nullable PeerSession session;
        private volatile @Nullable OutboundMessage message;

        @SuppressWarnings("unchecked") // the payload is of the type's own type
        <T> Outgoing(
                long id,
                EventType<T> type,
                T payload,
                Type replyType,
                RequestOptions options,
                Duration timeout,
                PendingRequest request) {
            this.id = id;
            this.type = (EventType<Object>) type;
            this.payload = payload;
            this.replyType = replyType;
            this.options = options;
            this.timeout = timeout;
            this.timesOutAt = System.nanoTime() + timeout.toNanos();
            this.request = request;
        }

        /** Finds out where to, and goes there; stays where it is if that is not known yet. */
        void send() {
            try {
                synchronized (this) {
                    PeerSession chosen = session == null ? router.route(type.name(), idText(), options.target()) : null;
                    if (chosen == null) {
                        return;
                    }
                    EventCodec codec = codecs.to(chosen);
                    MessageTail tail = outbox.checked(
                            type.name(),
                            MessageTail.request(
                                    id,
                                    (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE),
                                    type.name(),
                                    ReservedHeaders.with(options.headers(), options.correlationId()),
                                    codec.encode(payload, type.payloadType())),
                            chosen);
                    int flags = codecs.flag(codec) | (request.wantsProgress() ? MessageFlags.WANTS_PROGRESS : 0);
                    message = new OutboundMessage(FrameType.REQUEST, type.name(), tail, flags, this)
                            .expiringAt(timesOutAt);
                    session = chosen;
                }
                sendTo(session, message);
            } catch (RuntimeException failure) {
                fail(failure);
            }
        }

        private void sendTo(@Nullable PeerSession chosen, @Nullable OutboundMessage outbound) {
            if (chosen != null && outbound != null && outbox.send(chosen, outbound) == EmitResult.NO_SUBSCRIBER) {
                fail(lostException(chosen.peer(), "it has ended"));
            }
        }

        void replied(Message reply, Peer answerer) {
            PeerSession from = session;
            if (from == null || !end()) {
                return;
            }
            switch (reply.status()) {
                case OK ->
                    request.complete(() -> reply.payloadLength() == 0 || replyType == Void.class
                            ? null
                            : codecs.decode(from, reply, replyType));
                case FAILED ->
                    request.complete(() -> {
                        throw remoteFailure(answerer, codecs.decode(from, reply, Throwable.class));
                    });
                case NO_HANDLER ->
                    request.fail(new NoHandlerException(type.name(), idText(), answerer + " has no handler for it"));
            }
        }

        private RuntimeException remoteFailure(Peer from, Object error) {
            return error instanceof RemoteEventException remote
                    ? remote.inReplyTo(type.name(), idText(), from)
                    : new EventBusException("'" + type.name() + "' failed at " + from + ": " + error, null);
        }

        void timedOut() {
            boolean sent = isSent();
            if (end()) {
                takeBack();
                PeerSession to = session;
                String whom = to == null ? "a renderer" : to.peer().toString();
                request.fail(new RequestTimeoutException(
                        type.name(), idText(), sent ? "reply from " + whom : "connection to " + whom, timeout));
            }
        }

        void cancelledByCaller() {
            if (end()) {
                takeBack();
                request.fail(new CancellationException());
            }
        }

        void closed() {
            if (end()) {
                takeBack();
                request.fail(closedException());
            }
        }

        void refused(@Nullable EventContractException reason) {
            if (reason != null && !isSent() && end()) {
                takeBack();
                request.fail(reason);
            }
        }

        /** The peer need not answer any more. */
        private void takeBack() {
            PeerSession to = session;
            OutboundMessage sent = message;
            if (to != null && sent != null && !to.outbound().withdraw(sent)) {
                outbox.trySend(
                        to,
                        new OutboundMessage(FrameType.CANCEL, type.name(), MessageTail.cancel(id), 0, Fate.UNOBSERVED));
            }
        }

        void fail(Throwable failure) {
            if (end()) {
                request.fail(failure);
            }
        }

        private boolean end() {
            pending.remove(id);
            return request.end();
        }

        boolean isSent() {
            OutboundMessage sent = message;
            return sent != null && sent.number() != 0;
        }

        @Override
        public void dropped(DropReason reason) {
            PeerSession to = session;
            // When it has expired, its timeout says so.
            if (to == null || reason == DropReason.WITHDRAWN || reason == DropReason.EXPIRED) {
                return;
            }
            fail(
                    switch (reason) {
                        case CLOSED -> closedException();
                        case TOO_LARGE -> tooLarge(to);
                        default -> lostException(to.peer(), reason.label());
                    });
        }

        private RuntimeException tooLarge(PeerSession to) {
            return new EventSerializationException(
                    "'" + type.name() + "' is larger than the " + to.maxFrameSize() + " bytes that " + to.peer()
                            + " takes (atomiton.events.max-frame-size, to be set alike in all processes)",
                    "",
                    null);
        }

        PeerLostException lostException(Peer peer, String reason) {
            return new PeerLostException(type.name(), idText(), peer, reason);
        }

        private String idText() {
            return Long.toString(id);
        }
    }
}
