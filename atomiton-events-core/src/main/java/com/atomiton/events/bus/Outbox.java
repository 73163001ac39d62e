package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.LimitedLog;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow.Offer;
import java.time.Duration;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** Puts messages into the windows of peers, and knows what to do when one is full. */
final class Outbox {

    private static final LimitedLog oversized = new LimitedLog(LogFactory.getLog(Outbox.class));

    private final ConnectionSettings settings;
    private final OverflowPolicy policy;
    private final Duration blockTimeout;
    private final Stalls stalls;
    private final Taps taps;

    Outbox(
            ConnectionSettings settings,
            OverflowPolicy policy,
            Duration blockTimeout,
            @Nullable Duration stallTimeout,
            Taps taps) {
        this.settings = settings;
        this.policy = policy;
        this.blockTimeout = blockTimeout;
        this.stalls = new Stalls(blockTimeout, stallTimeout);
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
            throw new EventSerializationException(session.tooLarge(name, tail.frameSize()), "", null);
        }
        return checked(name, tail);
    }

    /**
     * Puts a message for one peer into its window as the overflow policy says; waits for space until the deadline at the
     * longest.
     *
     * @throws EventOverflowException if there is no space for it
     */
    EmitResult send(PeerSession session, OutboundMessage message, Deadline deadline) {
        EmitResult result = offer(session, message, false);
        return result != null
                ? result
                : new FullWindows(this).add(session, message).await(false, deadline);
    }

    /**
     * Offers a message to a peer without waiting, and makes space for it if the overflow policy is to drop others.
     *
     * @param oneOfMany whether it is for all peers: then one that is stalled is left out, so that it delays nobody
     * @return {@code null} if there is no space
     */
    @Nullable
    EmitResult offer(PeerSession session, OutboundMessage message, boolean oneOfMany) {
        if (message.isEvent() && message.tail().frameSize() > session.maxFrameSize()) {
            oversized.error(session.tooLarge(message.name(), message.tail().frameSize()) + "; it is dropped");
            return dropped(session, message, DropReason.TOO_LARGE);
        }
        return offered(session, message, session.outbound().offer(message), oneOfMany);
    }

    /** As {@link #offer}, when the window has been asked already. */
    @Nullable
    EmitResult offered(PeerSession session, OutboundMessage message, Offer first, boolean oneOfMany) {
        Offer offer = first;
        if (offer == Offer.FULL && session.outbound().dropExpired(System.nanoTime())) {
            offer = session.outbound().offer(message);
        }
        if (offer == Offer.FULL && policy == OverflowPolicy.DROP_OLDEST) {
            return makeSpace(session, message);
        }
        if (offer == Offer.FULL && oneOfMany && isStalled(session)) {
            stalls.leftOut(session);
            return dropped(session, message, DropReason.STALLED);
        }
        return offer == Offer.FULL ? null : taken(session, message, offer);
    }

    private boolean isStalled(PeerSession session) {
        if (policy == OverflowPolicy.FAIL || CurrentLane.get() != null) {
            stalls.refused(session);
        }
        return session.outbound().progress().isStalled();
    }

    private EmitResult makeSpace(PeerSession session, OutboundMessage message) {
        Offer offer = Offer.FULL;
        while (offer == Offer.FULL && session.outbound().evictOldest()) {
            offer = session.outbound().offer(message);
        }
        if (offer != Offer.FULL) {
            return taken(session, message, offer);
        }
        if (!message.isEvent()) {
            throw new FullWindows(this)
                    .add(session, message)
                    .overflow("nothing that waits in it may be dropped for a request");
        }
        // All that is in it is on its way: the newest is dropped.
        return dropped(session, message, DropReason.OVERFLOW);
    }

    private EmitResult taken(PeerSession session, OutboundMessage message, Offer offer) {
        if (offer == Offer.TAKEN) {
            // Whoever asks or answers waits for it: only events are batched.
            session.flush(!message.isEvent(), message.tail().frameSize());
            stalls.took(session);
        } else if (message.isEvent()) {
            message.fate().dropped(DropReason.PEER_LOST);
        }
        EmitResult result = offer == Offer.CLOSED
                ? EmitResult.NO_SUBSCRIBER
                : session.isOpen() ? EmitResult.ACCEPTED : EmitResult.BUFFERED;
        tapped(session, message, result);
        return result;
    }

    /** An event is not sent to this peer, which learns that it is missing. */
    private EmitResult dropped(PeerSession session, OutboundMessage message, DropReason reason) {
        session.outbound().leaveOut(message, reason != DropReason.TOO_LARGE);
        session.flush(false, 0);
        message.fate().dropped(reason);
        tapped(session, message, EmitResult.DROPPED);
        return EmitResult.DROPPED;
    }

    void tapped(PeerSession session, OutboundMessage message, @Nullable EmitResult result) {
        if (taps.isWatched()) {
            taps.sent(session, message, result);
        }
    }

    /** As {@link #send}, but never waits: {@code false} if the window is full. */
    boolean trySend(PeerSession session, OutboundMessage message) {
        Offer offer = session.outbound().offer(message);
        if (offer == Offer.FULL) {
            tapped(session, message, EmitResult.DROPPED);
            return false;
        }
        return taken(session, message, offer) != EmitResult.NO_SUBSCRIBER;
    }

    ConnectionSettings settings() {
        return settings;
    }

    OverflowPolicy policy() {
        return policy;
    }

    Duration blockTimeout() {
        return blockTimeout;
    }

    Stalls stalls() {
        return stalls;
    }
}
