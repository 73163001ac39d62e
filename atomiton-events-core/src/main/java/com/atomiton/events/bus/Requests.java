package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.protocol.Message;
import com.atomiton.events.session.DropReason;
import io.micrometer.observation.Observation;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Map;
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

    private final OutgoingRequest.Ways ways;
    private final Executor executor;
    private final ScheduledExecutorService timer;
    private final BusTelemetry telemetry;

    /** From a random number on: what an earlier process of this peer's asked must not be taken for what this one asks. */
    private final AtomicLong ids = new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 48));

    private final Map<Long, OutgoingRequest> pending = new ConcurrentHashMap<>();
    private volatile boolean closed;
    private volatile @Nullable EventContractException refusal;

    Requests(
            RequestRouter router,
            Codecs codecs,
            Outbox outbox,
            Executor executor,
            ScheduledExecutorService timer,
            BusTelemetry telemetry) {
        this.ways = new OutgoingRequest.Ways(router, codecs, outbox, pending::remove);
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
        OutgoingRequest outgoing =
                new OutgoingRequest(ways, ids.incrementAndGet(), type, payload, replyType, options, timeout, request);
        request.timeoutBy(timer.schedule(outgoing::timedOut, timeout.toNanos(), TimeUnit.NANOSECONDS));
        pending.put(outgoing.id(), outgoing);
        var unused = request.future().whenComplete((value, failure) -> {
            if (request.future().isCancelled()) {
                outgoing.cancelledByCaller();
            }
        });
        if (closed) {
            outgoing.fail(closedException());
        } else {
            outgoing.begin();
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
        OutgoingRequest outgoing = pending.get(message.id());
        if (outgoing != null && outgoing.session() == session) {
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
        OutgoingRequest outgoing = pending.get(message.id());
        return outgoing == null ? "" : outgoing.name();
    }

    void progressed(ReceivedMessage received) {
        PeerSession session = received.session();
        Message message = received.message();
        OutgoingRequest outgoing = pending.get(message.id());
        if (outgoing != null && outgoing.session() == session) {
            outgoing.progressed(message);
        }
        received.done();
    }

    /** A peer has said what it answers: a request that waits for that may go on its way. */
    void interestChanged() {
        pending.values().forEach(outgoing -> {
            if (outgoing.session() == null) {
                outgoing.goOn();
            }
        });
    }

    /** A peer has ended: it will not answer what it was sent. What was not sent waits for the one that takes its place. */
    void lost(PeerSession session, Peer peer, String reason) {
        pending.values().forEach(outgoing -> {
            if (outgoing.session() == session && outgoing.isSent()) {
                outgoing.fail(outgoing.lostException(peer, reason));
            }
        });
    }

    /** A request that was sent to whoever answers it will not be answered. */
    void unanswered(long id, Peer peer, String reason) {
        OutgoingRequest outgoing = pending.get(id);
        if (outgoing != null) {
            outgoing.fail(outgoing.lostException(peer, reason));
        }
    }

    int size() {
        return pending.size();
    }

    void close() {
        closed = true;
        pending.values().forEach(OutgoingRequest::closed);
    }

    static EventBusException closedException() {
        return new EventBusException("the event bus is closed", null);
    }
}
