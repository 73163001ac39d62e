package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventOverflowException;
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
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One request on its way to a peer. */
final class OutgoingRequest implements Fate {

    /** What all of them go by. */
    record Ways(RequestRouter router, Codecs codecs, Outbox outbox, LongConsumer forget) {}

    private final Ways ways;

    private final long id;
    private final EventType<Object> type;
    private final Object payload;
    private final Type replyType;
    private final RequestOptions options;
    private final Duration timeout;
    private final Deadline deadline;
    private final PendingRequest request;

    private volatile @Nullable PeerSession session;
    private volatile @Nullable OutboundMessage message;
    private volatile boolean waitsForSpace;

    /** Once it has ended: it must not stay in a window that it gets into later. */
    private volatile boolean takenBack;

    @SuppressWarnings("unchecked") // the payload is of the type's own type
    <T> OutgoingRequest(
            Ways ways,
            long id,
            EventType<T> type,
            T payload,
            Type replyType,
            RequestOptions options,
            Duration timeout,
            PendingRequest request) {
        this.ways = ways;
        this.id = id;
        this.type = (EventType<Object>) type;
        this.payload = payload;
        this.replyType = replyType;
        this.options = options;
        this.timeout = timeout;
        this.deadline = Deadline.in(timeout);
        this.request = request;
    }

    long id() {
        return id;
    }

    String name() {
        return type.name();
    }

    /** Where it goes; {@code null} if that is not known yet. */
    @Nullable
    PeerSession session() {
        return session;
    }

    /** On the thread that asks: the payload is written here and now, whoever is going to answer, and not changed any more. */
    void begin() {
        try {
            PeerSession chosen = route();
            EventCodec codec = chosen == null ? ways.codecs.json() : ways.codecs.to(chosen);
            MessageTail tail = MessageTail.request(
                    id,
                    (int) Math.min(timeout.toMillis(), Integer.MAX_VALUE),
                    type.name(),
                    ReservedHeaders.with(options.headers(), options.correlationId()),
                    codec.encode(payload, type.payloadType()));
            int flags = ways.codecs.flag(codec) | (request.wantsProgress() ? MessageFlags.WANTS_PROGRESS : 0);
            message = new OutboundMessage(FrameType.REQUEST, type.name(), tail, flags, this).expiringAt(deadline.at());
            send(chosen);
        } catch (Throwable failure) {
            // Also an Error: it may come out of the payload's own getter.
            fail(failure);
        }
        goOn();
    }

    /** Goes to whoever answers, if that has become known since it was asked. */
    void goOn() {
        try {
            if (message != null && session == null) {
                send(route());
            }
        } catch (Throwable failure) {
            fail(failure);
        }
    }

    private @Nullable PeerSession route() {
        return ways.router.route(type.name(), idText(), options.target());
    }

    private void send(@Nullable PeerSession chosen) {
        OutboundMessage own = message;
        if (chosen == null || own == null || takenBack || !claim(chosen)) {
            return;
        }
        ways.outbox.checked(type.name(), own.tail(), chosen);
        waitsForSpace = true;
        EmitResult result;
        try {
            result = ways.outbox.send(chosen, own, deadline);
        } catch (EventOverflowException full) {
            if (!deadline.isOver()) {
                throw full;
            }
            timedOut();
            return;
        }
        waitsForSpace = false;
        if (result == EmitResult.NO_SUBSCRIBER) {
            fail(lostException(chosen.peer(), "it has ended"));
        } else if (takenBack) {
            // It has ended while it was on its way into the window.
            takeBack();
        }
    }

    /** {@code false} if it is going to somebody already. */
    private synchronized boolean claim(PeerSession chosen) {
        if (session != null) {
            return false;
        }
        session = chosen;
        return true;
    }

    void progressed(Message progress) {
        PeerSession from = session;
        if (from != null) {
            request.progress(() -> ways.codecs.decode(from, progress, request.progressType()));
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
                        : ways.codecs.decode(from, reply, replyType));
            case FAILED ->
                request.complete(() -> {
                    throw remoteFailure(answerer, ways.codecs.decode(from, reply, Throwable.class));
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
        String awaited = awaited();
        if (end()) {
            takeBack();
            request.fail(new RequestTimeoutException(type.name(), idText(), awaited, timeout));
        } else {
            request.overdue(idText(), timeout);
        }
    }

    private String awaited() {
        PeerSession to = session;
        if (to == null) {
            return "connection to " + ways.router.whom() + ways.router.whyNotConnected();
        }
        if (waitsForSpace) {
            return "space in the window of " + to.peer() + " (atomiton.events.outbound.capacity)"
                    + ways.router.whyNotConnected();
        }
        return isSent() ? "reply from " + to.peer() : "connection to " + to.peer() + ways.router.whyNotConnected();
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
            request.fail(Requests.closedException());
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
        takenBack = true;
        PeerSession to = session;
        OutboundMessage own = message;
        if (to != null && own != null && !to.outbound().withdraw(own) && isSent()) {
            ways.outbox.trySend(
                    to, new OutboundMessage(FrameType.CANCEL, type.name(), MessageTail.cancel(id), 0, Fate.UNOBSERVED));
        }
    }

    void fail(Throwable failure) {
        if (end()) {
            request.fail(failure);
        }
    }

    private boolean end() {
        ways.forget.accept(id);
        return request.end();
    }

    boolean isSent() {
        OutboundMessage sent = message;
        return sent != null && sent.number() != 0;
    }

    @Override
    public void dropped(DropReason reason) {
        PeerSession to = session;
        OutboundMessage own = message;
        // When it has expired, its timeout says so.
        if (to == null || own == null || reason == DropReason.WITHDRAWN || reason == DropReason.EXPIRED) {
            return;
        }
        fail(
                switch (reason) {
                    case CLOSED -> Requests.closedException();
                    case TOO_LARGE ->
                        new EventSerializationException(
                                to.tooLarge(type.name(), own.tail().frameSize()), "", null);
                    default -> lostException(to.peer(), reason.label());
                });
    }

    PeerLostException lostException(Peer peer, String reason) {
        return new PeerLostException(type.name(), idText(), peer, reason);
    }

    private String idText() {
        return Long.toString(id);
    }
}
