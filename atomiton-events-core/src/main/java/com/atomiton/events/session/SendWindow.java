package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a session: the messages that wait for a connection, and those that were handed to one and are not
 * yet acknowledged. It is the replay buffer, the flow control and the back-pressure at once: both kinds count against one
 * bound of messages and bytes.
 *
 * <p>A message gets its number when it is handed over for the first time, so that until then it can be replaced, expire
 * or be withdrawn without leaving a hole. Thread-safe; {@link Fate}s are called after the lock is released.
 */
public final class SendWindow {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spaceFreed = lock.newCondition();

    // Everything below is guarded by the lock.
    private final WaitingMessages waiting = new WaitingMessages();
    private final SentMessages sent = new SentMessages();
    private final WindowUsage usage;
    private long skipped;
    private boolean closed;

    /** A window of at most this many messages and bytes of frames. */
    public SendWindow(int capacity, long maxBytes) {
        this.usage = new WindowUsage(capacity, maxBytes);
    }

    /** What became of an offer. */
    public enum Offer {
        /** It is in the window. */
        TAKEN,
        /** The window is full. */
        FULL,
        /** The session is over. */
        CLOSED
    }

    /**
     * Adds a message. Replies and cancellations are taken even if the window is full: their number is bounded by that of
     * the requests, and what an asker waits for must not be lost.
     */
    public Offer offer(OutboundMessage message) {
        OutboundMessage superseded = null;
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            OutboundMessage earlier = waiting.earlierOf(message);
            if (usage.isFullFor(message, earlier)) {
                return Offer.FULL;
            }
            if (earlier != null && waiting.remove(earlier)) {
                superseded = earlier;
                uncount(earlier);
            }
            waiting.addLast(message);
            usage.add(message);
            return Offer.TAKEN;
        } finally {
            lock.unlock();
            if (superseded != null) {
                superseded.fate().dropped(DropReason.SUPERSEDED);
            }
        }
    }

    /**
     * Waits until the window has space for a message or the session is over, or for this many nanoseconds.
     *
     * @return whether it makes sense to offer it again
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitSpaceFor(OutboundMessage message, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!closed && left > 0 && usage.isFullFor(message, waiting.earlierOf(message))) {
                left = spaceFreed.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * How long the window has been full without any acknowledgement, as far as it was asked: to be called when an offer
     * found it full.
     */
    public long fullFor(long nowNanos) {
        lock.lock();
        try {
            return usage.fullFor(nowNanos);
        } finally {
            lock.unlock();
        }
    }

    /** Leaves a message out that found the window full; the receiver learns that one is missing. */
    public void leaveOut(OutboundMessage message) {
        lock.lock();
        try {
            if (message.isNumbered()) {
                skipped++;
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until all but requests is acknowledged, or for this many nanoseconds: a request is acknowledged when it has
     * been answered, and whoever stops does not wait for answers.
     *
     * @return whether it is
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean awaitDelivered(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!usage.isOnlyRequests() && left > 0) {
                left = spaceFreed.awaitNanos(left);
            }
            return usage.isOnlyRequests();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the oldest event that waits, to make space. {@code false} if none waits. */
    public boolean evictOldest() {
        OutboundMessage evicted;
        lock.lock();
        try {
            evicted = waiting.oldestEvent();
            if (evicted == null) {
                return false;
            }
            waiting.remove(evicted);
            uncount(evicted);
            if (evicted.isNumbered()) {
                // The receiver is to learn of it: the next number says that some are missing.
                skipped++;
            }
        } finally {
            lock.unlock();
        }
        evicted.fate().dropped(DropReason.OVERFLOW);
        return true;
    }

    /** Whether the message waits here for a connection. */
    public boolean isWaiting(OutboundMessage message) {
        lock.lock();
        try {
            return message.waits;
        } finally {
            lock.unlock();
        }
    }

    /** Takes a message out that still waits. {@code false} if it has been handed over, or is not here. */
    public boolean withdraw(OutboundMessage message) {
        lock.lock();
        try {
            if (!waiting.remove(message)) {
                return false;
            }
            uncount(message);
        } finally {
            lock.unlock();
        }
        message.fate().dropped(DropReason.WITHDRAWN);
        return true;
    }

    /**
     * Hands the next messages over to the connection: first those to be sent again, then those that wait. One at least, if
     * there is one, and no more than these bytes: what is handed over cannot be replaced by a later one.
     *
     * @param maxFrameSize the largest frame that the receiver takes; what is larger is dropped
     */
    public void take(Collection<OutboundMessage> into, int bytes, long nowNanos, int maxFrameSize) {
        List<OutboundMessage> dropped = new ArrayList<>(0);
        lock.lock();
        try {
            int left = bytes;
            OutboundMessage next;
            do {
                next = sent.nextToResend();
                if (next == null) {
                    next = takeWaiting(nowNanos, maxFrameSize, dropped);
                }
                if (next != null) {
                    into.add(next);
                    left -= next.size();
                }
            } while (next != null && left > 0);
        } finally {
            lock.unlock();
        }
        for (OutboundMessage message : dropped) {
            message.fate().dropped(message.size() > maxFrameSize ? DropReason.TOO_LARGE : DropReason.EXPIRED);
        }
    }

    private @Nullable OutboundMessage takeWaiting(long nowNanos, int maxFrameSize, List<OutboundMessage> dropped) {
        for (OutboundMessage message = waiting.poll(); message != null; message = waiting.poll()) {
            if (message.isExpired(nowNanos) || message.size() > maxFrameSize) {
                uncount(message);
                dropped.add(message);
                continue;
            }
            if (message.isNumbered()) {
                sent.skip(skipped);
                skipped = 0;
                sent.add(message);
            } else {
                uncount(message);
            }
            return message;
        }
        return null;
    }

    /**
     * The receiver is done with these.
     *
     * @throws ProtocolException if it names a message that was not sent
     */
    public void acknowledge(Acknowledgement acknowledgement) {
        List<OutboundMessage> done = new ArrayList<>();
        lock.lock();
        try {
            // All is checked before anything is released: what is released must be told.
            sent.requireSent(acknowledgement.cumulative(), "acknowledged");
            for (Acknowledgement.Range range : acknowledgement.ranges()) {
                sent.requireSent(range.last(), "acknowledged");
            }
            sent.release(sent.oldest(), acknowledgement.cumulative(), done);
            for (Acknowledgement.Range range : acknowledgement.ranges()) {
                sent.release(range.first(), range.last(), done);
            }
            done.forEach(usage::remove);
            usage.acknowledged(done.size());
            spaceFreed.signalAll();
        } finally {
            lock.unlock();
        }
        for (OutboundMessage message : done) {
            message.fate().acknowledged();
        }
    }

    /**
     * A new connection to the same process: what it has not received is sent again.
     *
     * @param received the highest number it has received
     * @throws ProtocolException if that number was never sent
     */
    public void resume(long received) {
        lock.lock();
        try {
            sent.requireSent(received, "received");
            sent.resendAfter(received);
        } finally {
            lock.unlock();
        }
    }

    /**
     * A new connection to another process that takes the place of the one that ended. Events wait again, marked as
     * redelivered, and are numbered anew from {@link #oldest()}. What belongs to requests is dropped, but for the requests
     * that still wait: the new process knows nothing of the others.
     */
    public void restart() {
        List<OutboundMessage> lost;
        List<OutboundMessage> superseded = new ArrayList<>();
        lock.lock();
        try {
            lost = waiting.removeIf(message -> !message.isEvent() && message.type() != FrameType.REQUEST);
            lost.forEach(this::uncount);
            List<OutboundMessage> unacknowledged = sent.restart();
            for (int i = unacknowledged.size() - 1; i >= 0; i--) {
                OutboundMessage message = unacknowledged.get(i);
                if (!message.isEvent()) {
                    uncount(message);
                    lost.add(message);
                } else if (waiting.earlierOf(message) != null) {
                    uncount(message);
                    superseded.add(message);
                } else {
                    message.waitAgain();
                    waiting.addFirst(message);
                }
            }
        } finally {
            lock.unlock();
        }
        lost.forEach(message -> message.fate().dropped(DropReason.PEER_LOST));
        superseded.forEach(message -> message.fate().dropped(DropReason.SUPERSEDED));
    }

    /** Drops what waits and matches. */
    public void discardWaiting(Predicate<OutboundMessage> condition, DropReason reason) {
        List<OutboundMessage> discarded;
        lock.lock();
        try {
            discarded = waiting.removeIf(condition);
            discarded.forEach(this::uncount);
        } finally {
            lock.unlock();
        }
        discarded.forEach(message -> message.fate().dropped(reason));
    }

    /** The connection has ended: what is not kept is dropped. */
    public void disconnected() {
        discardWaiting(
                message -> MessageFlags.isSet(message.flags(), MessageFlags.UNNUMBERED), DropReason.NOT_CONNECTED);
    }

    /** The session is over: everything is dropped, and nothing is taken any more. */
    public void close(DropReason reason) {
        List<OutboundMessage> unacknowledged;
        lock.lock();
        try {
            closed = true;
            unacknowledged = sent.restart();
            unacknowledged.forEach(this::uncount);
            spaceFreed.signalAll();
        } finally {
            lock.unlock();
        }
        unacknowledged.forEach(message -> message.fate().dropped(reason));
        discardWaiting(message -> true, reason);
    }

    /** The lowest number that is not acknowledged, or that will be given next. */
    public long oldest() {
        lock.lock();
        try {
            return sent.oldest();
        } finally {
            lock.unlock();
        }
    }

    /** How many messages it holds, waiting or unacknowledged. */
    public int events() {
        lock.lock();
        try {
            return usage.events();
        } finally {
            lock.unlock();
        }
    }

    /** How many bytes of frames it holds. */
    public long bytes() {
        lock.lock();
        try {
            return usage.bytes();
        } finally {
            lock.unlock();
        }
    }

    /** How many of its messages were handed to a connection. */
    public int unacknowledged() {
        lock.lock();
        try {
            return sent.size();
        } finally {
            lock.unlock();
        }
    }

    private void uncount(OutboundMessage message) {
        usage.remove(message);
        spaceFreed.signalAll();
    }
}
