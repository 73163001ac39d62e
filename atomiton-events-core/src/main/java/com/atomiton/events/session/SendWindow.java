package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of a session: the messages that wait for a connection, and those that were handed to one and are not
 * yet acknowledged. It is the replay buffer, the flow control and the back-pressure at once: both kinds count against one
 * bound of messages and bytes.
 *
 * <p>A message gets its number when it is handed over for the first time, so that until then it can be replaced, expire
 * or be withdrawn without leaving a hole. Where one is left out or dropped all the same, a {@link FrameType#GAP} takes its
 * place. Thread-safe; {@link Fate}s are called after the lock is released.
 */
public final class SendWindow {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition spaceFreed = lock.newCondition();
    private final PeerProgress progress = new PeerProgress();

    // Everything below is guarded by the lock.
    private final WindowContents contents;
    private long lease;
    private boolean closed;

    /** A window of at most this many messages and bytes of frames. */
    public SendWindow(int capacity, long maxBytes) {
        this(capacity, maxBytes, PeerMemory.UNLIMITED);
    }

    /** As the other one, as far as there is memory for it beside what else peers have this process hold. */
    public SendWindow(int capacity, long maxBytes, PeerMemory memory) {
        this.contents = new WindowContents(new WindowUsage(capacity, maxBytes, memory.share()), progress);
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

    /** How the peer gets on with what is sent to it. */
    public PeerProgress progress() {
        return progress;
    }

    /**
     * Adds a message. Replies and cancellations are taken even if the window is full: their number is bounded by that of
     * the requests, and what an asker waits for must not be lost.
     */
    public Offer offer(OutboundMessage message) {
        if (message.conflationKey() == null) {
            return offer(message, List.of());
        }
        List<OutboundMessage> superseded = new ArrayList<>(1);
        Offer offer = offer(message, superseded);
        tell(superseded, DropReason.SUPERSEDED);
        return offer;
    }

    /** As {@link #offer(OutboundMessage)}, but leaves it to the caller to tell the one whose place the message took. */
    public Offer offer(OutboundMessage message, List<OutboundMessage> superseded) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (contents.isFullFor(message)) {
                return Offer.FULL;
            }
            contents.add(message, superseded);
            return Offer.TAKEN;
        } finally {
            lock.unlock();
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
            while (!closed && left > 0 && contents.isFullFor(message)) {
                left = spaceFreed.awaitNanos(left);
            }
            return left > 0;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Leaves a message out; the receiver learns that one is missing.
     *
     * @param full whether for want of space: then the receiver learns of all such ones together, as soon as it has taken
     *     another message
     */
    public void leaveOut(OutboundMessage message, boolean full) {
        locked(() -> {
            contents.leaveOut(message, full);
            return null;
        });
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
            while (!contents.usage().isOnlyRequests() && left > 0) {
                left = spaceFreed.awaitNanos(left);
            }
            return contents.usage().isOnlyRequests();
        } finally {
            lock.unlock();
        }
    }

    /** Drops the oldest event that waits, to make space. {@code false} if none waits. */
    public boolean evictOldest() {
        OutboundMessage evicted = freeing(contents::evictOldest);
        if (evicted != null) {
            evicted.fate().dropped(DropReason.OVERFLOW);
        }
        return evicted != null;
    }

    /** Takes a message out that still waits. {@code false} if it has been handed over, or is not here. */
    public boolean withdraw(OutboundMessage message) {
        boolean waited = freeing(() -> contents.withdraw(message));
        if (waited) {
            message.fate().dropped(DropReason.WITHDRAWN);
        }
        return waited;
    }

    /** Drops the waiting messages whose time is over; returns whether there were any. */
    public boolean dropExpired(long nowNanos) {
        List<OutboundMessage> expired = freeing(() -> contents.removeExpired(nowNanos));
        tell(expired, DropReason.EXPIRED);
        return !expired.isEmpty();
    }

    /** Whether the peer has got all retained events of this name, or is owed them: then it lacks only what is emitted. */
    public boolean follows(String name) {
        return locked(() -> contents.backlog().follows(name));
    }

    /**
     * From now on the peer follows the retained events of these names. Those that it is owed are sent before what waits,
     * as the window has space, and do not count against its bound until then.
     *
     * @param owed each by the name and key that it is the last event of
     */
    public void follow(Collection<String> names, Map<?, OutboundMessage> owed) {
        locked(() -> {
            if (!closed) {
                names.forEach(contents.backlog()::follow);
                owed.forEach(contents.backlog()::add);
            }
            return null;
        });
    }

    /** The peer no longer listens to these names. */
    public void unfollow(Collection<String> names) {
        locked(() -> {
            contents.backlog().unfollow(names);
            return null;
        });
    }

    /** The retained event of this name and key is no longer owed, since a newer one is offered. */
    public void settle(Object nameAndKey) {
        locked(() -> {
            contents.backlog().remove(nameAndKey);
            return null;
        });
    }

    /**
     * The tails of the messages that the peer has not received, compared as objects: what is retained and among them is
     * still to come.
     *
     * @param received the highest number that it has received
     */
    public Set<MessageTail> tailsAbove(long received) {
        return locked(() -> contents.tailsAbove(received));
    }

    /** The right to {@linkplain #take take} messages: a connection has it until another takes its place or it ends. */
    public long lease() {
        return locked(() -> lease);
    }

    /**
     * Hands the next messages over to the connection: first those to be sent again, then retained ones that the peer is
     * owed, then those that wait. One at least, if there is one, and no more than these bytes: what is handed over cannot
     * be replaced by a later one.
     *
     * @param current the connection's {@link #lease()}; with an older one nothing is handed over, since it would be lost
     * @param maxFrameSize the largest frame that the receiver takes; what is larger is dropped
     * @return those that were dropped, which the caller {@linkplain DroppedMessage#tell tells}
     */
    public List<DroppedMessage> take(
            long current, Collection<OutboundMessage> into, int bytes, long nowNanos, int maxFrameSize) {
        List<DroppedMessage> dropped = new ArrayList<>(0);
        lock.lock();
        try {
            int left = bytes;
            while (current == lease && left > 0) {
                OutboundMessage next = contents.next(nowNanos, maxFrameSize, dropped);
                if (next == null) {
                    break;
                }
                into.add(next);
                left -= next.size();
                if (!next.isNumbered()) {
                    spaceFreed.signalAll();
                }
            }
            if (!dropped.isEmpty()) {
                spaceFreed.signalAll();
            }
            return dropped;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The receiver is done with these.
     *
     * @return whether there are messages to be sent: they may have waited for that
     * @throws ProtocolException if it names a message that was not sent
     */
    public boolean acknowledge(Acknowledgement acknowledgement) {
        List<OutboundMessage> done;
        boolean more;
        lock.lock();
        try {
            if (closed) {
                // It comes late: what it names has been dropped.
                return false;
            }
            done = contents.acknowledge(acknowledgement);
            more = contents.hasNew();
            spaceFreed.signalAll();
        } finally {
            lock.unlock();
        }
        for (OutboundMessage message : done) {
            message.fate().acknowledged();
        }
        return more;
    }

    /**
     * A new connection to the same process: what it has not received is sent again. An earlier connection is handed
     * nothing more.
     *
     * @param received the highest number it has received
     * @throws ProtocolException if that number was never sent
     */
    public void resume(long received) {
        lock.lock();
        try {
            contents.resume(received);
            lease++;
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
        List<OutboundMessage> lost = new ArrayList<>();
        List<OutboundMessage> superseded = new ArrayList<>();
        lock.lock();
        try {
            lease++;
            contents.restart(lost, superseded);
            spaceFreed.signalAll();
        } finally {
            lock.unlock();
        }
        tell(lost, DropReason.PEER_LOST);
        tell(superseded, DropReason.SUPERSEDED);
    }

    /** Drops what waits and matches. */
    public void discardWaiting(Predicate<OutboundMessage> condition, DropReason reason) {
        tell(freeing(() -> contents.discard(condition)), reason);
    }

    /** The connection has ended, and is handed nothing more: what is not kept is dropped. */
    public void disconnected() {
        List<OutboundMessage> volatiles = freeing(() -> {
            lease++;
            return contents.discard(message -> MessageFlags.isSet(message.flags(), MessageFlags.UNNUMBERED));
        });
        tell(volatiles, DropReason.NOT_CONNECTED);
    }

    /** The session is over: everything is dropped, and nothing is taken any more. */
    public void close(DropReason reason) {
        List<OutboundMessage> all = freeing(() -> {
            closed = true;
            return contents.takeAll();
        });
        tell(all, reason);
    }

    /** The lowest number that is not acknowledged, or that will be given next. */
    public long oldest() {
        return locked(contents::oldest);
    }

    /** How many messages it holds, waiting or unacknowledged. */
    public int events() {
        return locked(contents.usage()::events);
    }

    /** How many bytes of frames it holds. */
    public long bytes() {
        return locked(contents.usage()::bytes);
    }

    /** Whether all windows together hold so much that this one has no room for the message. */
    public boolean lacksMemoryFor(OutboundMessage message) {
        return locked(() -> contents.usage().lacksMemoryFor(message.size()));
    }

    /** How many bytes of memory those have that are taken though it is full: answers, and what ends requests. */
    public long unboundedBytes() {
        return locked(contents.usage()::unboundedBytes);
    }

    /** How many of its messages were handed to a connection. */
    public int unacknowledged() {
        return locked(contents::unacknowledged);
    }

    private <T extends @Nullable Object> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    /** As {@link #locked}, for what may make space. */
    private <T extends @Nullable Object> T freeing(Supplier<T> action) {
        lock.lock();
        try {
            T removed = action.get();
            spaceFreed.signalAll();
            return removed;
        } finally {
            lock.unlock();
        }
    }

    private static void tell(List<OutboundMessage> messages, DropReason reason) {
        messages.forEach(message -> message.fate().dropped(reason));
    }
}
