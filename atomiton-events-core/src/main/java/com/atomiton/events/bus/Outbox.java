package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Puts messages into the windows of peers, and knows what to do when one is full. */
final class Outbox {

    private final ConnectionSettings settings;
    private final OverflowPolicy policy;
    private final Duration blockTimeout;
    private final Stalls stalls;
    private final Taps taps;

    Outbox(
            ConnectionSettings settings,
            OverflowPolicy policy,
            Duration blockTimeout,
            Duration stallTimeout,
            Taps taps) {
        this.settings = settings;
        this.policy = policy;
        this.blockTimeout = blockTimeout;
        this.stalls = new Stalls(stallTimeout);
        this.taps = taps;
    }

    /**
     * Makes sure that a peer will take a frame of this size.
     *
     * @throws EventSerializationException if it will not
     */
    MessageTail checked(String name, MessageTail tail) {
        if (tail.frameSize() > settings.maxFrameSize()) {
            throw new EventSerializationException(
                    "'" + name + "' takes " + tail.frameSize() + " bytes on the wire; the limit is "
                            + settings.maxFrameSize()
                            + " (atomiton.events.max-frame-size, to be set alike in all processes)",
                    "",
                    null);
        }
        return tail;
    }

    /**
     * Makes sure that this very peer will take a frame of this size: what is asked or answered must not be dropped on its
     * way.
     *
     * @throws EventSerializationException if it will not
     */
    MessageTail checked(String name, MessageTail tail, PeerSession session) {
        if (tail.frameSize() > session.maxFrameSize()) {
            throw new EventSerializationException(
                    "'" + name + "' takes " + tail.frameSize() + " bytes on the wire; " + session.peer() + " takes "
                            + session.maxFrameSize()
                            + " (atomiton.events.max-frame-size, to be set alike in all processes)",
                    "",
                    null);
        }
        return checked(name, tail);
    }

    /** Puts the message into the window as the overflow policy says; waits for space until the deadline at the longest. */
    EmitResult send(PeerSession session, OutboundMessage message, Deadline deadline) {
        return send(session, message, Long.MAX_VALUE, deadline);
    }

    /**
     * As {@link #send}, for one of many peers: one that is stalled is left out, so that it delays nobody.
     *
     * @return {@link EmitResult#DROPPED} if it was left out, or an event was dropped for want of space
     */
    EmitResult sendToOneOfMany(PeerSession session, OutboundMessage message, Deadline deadline) {
        return send(session, message, stalls.timeoutNanos(), deadline);
    }

    private EmitResult send(PeerSession session, OutboundMessage message, long patienceNanos, Deadline deadline) {
        return taps.isWatched()
                ? sendWatched(session, message, patienceNanos, deadline)
                : put(session, message, patienceNanos, deadline);
    }

    private EmitResult sendWatched(
            PeerSession session, OutboundMessage message, long patienceNanos, Deadline deadline) {
        @Nullable EmitResult result = null;
        try {
            result = put(session, message, patienceNanos, deadline);
            return result;
        } finally {
            taps.sent(session, message, result);
        }
    }

    private EmitResult put(PeerSession session, OutboundMessage message, long patienceNanos, Deadline deadline) {
        Offer offer = offer(session, message);
        if (offer != Offer.FULL) {
            stalls.took(session);
            return result(session, offer);
        }
        if (session.outbound().fullFor(System.nanoTime()) >= patienceNanos) {
            return leaveOut(session, message);
        }
        return switch (policy) {
            case FAIL -> throw overflow(session, message, "the overflow policy is to fail");
            case BLOCK -> await(session, message, patienceNanos, deadline);
            case DROP_OLDEST -> makeSpace(session, message);
        };
    }

    private EmitResult leaveOut(PeerSession session, OutboundMessage message) {
        session.outbound().leaveOut(message);
        stalls.leftOut(session);
        return EmitResult.DROPPED;
    }

    boolean isStalled(PeerSession session) {
        return stalls.isStalled(session);
    }

    /** Why an event to the peer was dropped just now. */
    DropReason dropReason(PeerSession session) {
        return isStalled(session) ? DropReason.STALLED : DropReason.OVERFLOW;
    }

    /** As {@link #send}, but never waits: {@code false} if the window is full. */
    boolean trySend(PeerSession session, OutboundMessage message) {
        Offer offer = offer(session, message);
        if (taps.isWatched()) {
            taps.sent(session, message, offer == Offer.FULL ? EmitResult.DROPPED : result(session, offer));
        }
        return offer == Offer.TAKEN;
    }

    private static Offer offer(PeerSession session, OutboundMessage message) {
        // Whoever asks or answers waits for it: only events are batched.
        return session.offer(message, message.type() != FrameType.EVENT);
    }

    private EmitResult await(PeerSession session, OutboundMessage message, long patienceNanos, Deadline own) {
        if (CurrentLane.get() != null) {
            throw overflow(session, message, "a handler must not wait for space, since it might be waiting for itself");
        }
        long deadline = System.nanoTime() + own.leftOf(blockTimeout.toNanos());
        for (long now = System.nanoTime(); now - deadline < 0; now = System.nanoTime()) {
            long stalledIn = patienceNanos - session.outbound().fullFor(now);
            if (stalledIn <= 0) {
                return leaveOut(session, message);
            }
            try {
                session.outbound().awaitSpaceFor(message, Math.min(deadline - now, stalledIn));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw overflow(session, message, "the thread was interrupted while it waited for space");
            }
            Offer offer = offer(session, message);
            if (offer != Offer.FULL) {
                stalls.took(session);
                return result(session, offer);
            }
        }
        throw overflow(
                session,
                message,
                "there was no space within " + blockTimeout.toMillis()
                        + " ms (atomiton.events.outbound.block-timeout)");
    }

    private EmitResult makeSpace(PeerSession session, OutboundMessage message) {
        Offer offer = Offer.FULL;
        while (offer == Offer.FULL && session.outbound().evictOldest()) {
            offer = offer(session, message);
        }
        if (offer == Offer.FULL && message.type() != FrameType.EVENT) {
            throw overflow(session, message, "nothing that waits in it may be dropped for a request");
        }
        if (offer == Offer.FULL) {
            // All that is in it is on its way: the newest is dropped, and the receiver is to learn of that too.
            session.outbound().leaveOut(message);
            return EmitResult.DROPPED;
        }
        return result(session, offer);
    }

    private static EmitResult result(PeerSession session, Offer offer) {
        if (offer == Offer.CLOSED) {
            return EmitResult.NO_SUBSCRIBER;
        }
        return session.isOpen() ? EmitResult.ACCEPTED : EmitResult.BUFFERED;
    }

    private EventOverflowException overflow(PeerSession session, OutboundMessage message, String detail) {
        return new EventOverflowException(
                message.name(),
                session.peer(),
                "its window holds "
                        + session.outbound().events() + " events of " + settings.windowCapacity() + " and "
                        + session.outbound().bytes() + " bytes of " + settings.windowMaxBytes()
                        + " (atomiton.events.outbound.capacity and .max-bytes), and " + detail);
    }
}
