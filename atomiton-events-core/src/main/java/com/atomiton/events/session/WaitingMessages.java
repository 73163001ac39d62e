package com.atomiton.events.session;

import com.atomiton.events.protocol.MessageFlags;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The messages that no connection has been given yet, in their order. One can be taken out from between the others: it is
 * marked, and leaves the queue when it is passed or when too many such stand in it. Not thread-safe.
 */
final class WaitingMessages {

    private static final int FEW = 64;

    private final Deque<OutboundMessage> queue = new ArrayDeque<>();
    private final Map<String, OutboundMessage> latest = new HashMap<>();
    private int gone;

    /** No message that waits expires before this; only if there is one that does. */
    private long firstDeadline;

    private boolean hasDeadlines;

    void addLast(OutboundMessage message) {
        queue.addLast(message);
        list(message);
    }

    /** Puts one back that was here before. */
    void addFirst(OutboundMessage message) {
        queue.addFirst(message);
        list(message);
    }

    /** One is missing before all that wait. */
    void missingFirst() {
        OutboundMessage first = queue.peekFirst();
        if (first == null || !first.isGap()) {
            queue.addFirst(OutboundMessage.gap(1));
            queue.getFirst().waits = true;
        } else {
            first.oneMoreMissing();
        }
    }

    /** One is missing after all that wait. */
    void missingLast() {
        OutboundMessage last = queue.peekLast();
        if (last == null || !last.isGap()) {
            queue.addLast(OutboundMessage.gap(1));
            queue.getLast().waits = true;
        } else {
            last.oneMoreMissing();
        }
    }

    /** Whether nothing waits but that messages are missing. */
    boolean isOnlyGap() {
        dropGoneFirst();
        return queue.size() - gone == 1 && queue.getFirst().isGap();
    }

    boolean isEmpty() {
        return queue.size() == gone;
    }

    private void list(OutboundMessage message) {
        message.waits = true;
        if (message.deadlineNanos() != Long.MAX_VALUE) {
            expiresAt(message.deadlineNanos());
        }
        if (message.conflationKey() != null) {
            latest.put(message.conflationKey(), message);
        }
    }

    /** The one that this one would replace. */
    @Nullable
    OutboundMessage earlierOf(OutboundMessage message) {
        return message.conflationKey() == null ? null : latest.get(message.conflationKey());
    }

    /** Takes the first. */
    @Nullable
    OutboundMessage poll() {
        for (OutboundMessage message = queue.pollFirst(); message != null; message = queue.pollFirst()) {
            if (message.waits) {
                unlist(message);
                return message;
            }
            gone--;
        }
        return null;
    }

    /** The first event, which stays. */
    @Nullable
    OutboundMessage oldestEvent() {
        dropGoneFirst();
        OutboundMessage gap = queue.peekFirst();
        if (gap != null && gap.isGap()) {
            // Those that were evicted stand behind it.
            queue.removeFirst();
            dropGoneFirst();
            queue.addFirst(gap);
        }
        for (OutboundMessage message : queue) {
            if (message.waits && message.isEvent()) {
                return message;
            }
        }
        return null;
    }

    /** Whether the first event was sent to an earlier process, and so is older than all that was not. */
    boolean isRedeliveryNext() {
        OutboundMessage oldest = oldestEvent();
        return oldest != null && MessageFlags.isSet(oldest.flags(), MessageFlags.REDELIVERED);
    }

    /** Those that were taken out one by one from the front must not be passed again each time. */
    private void dropGoneFirst() {
        for (OutboundMessage first = queue.peekFirst(); first != null && !first.waits; first = queue.peekFirst()) {
            queue.removeFirst();
            gone--;
        }
    }

    /** Takes one out. {@code false} if it does not wait here. */
    boolean remove(OutboundMessage message) {
        if (!message.waits) {
            return false;
        }
        unlist(message);
        gone++;
        if (gone > FEW && gone > queue.size() / 2) {
            queue.removeIf(other -> !other.waits);
            gone = 0;
        }
        return true;
    }

    /** Takes out those whose time is over; quick if there are none. */
    List<OutboundMessage> removeExpired(long nowNanos) {
        if (!hasDeadlines || nowNanos - firstDeadline < 0) {
            return List.of();
        }
        List<OutboundMessage> expired = removeIf(message -> message.isExpired(nowNanos));
        hasDeadlines = false;
        forEach(message -> {
            if (message.deadlineNanos() != Long.MAX_VALUE) {
                expiresAt(message.deadlineNanos());
            }
        });
        return expired;
    }

    private void expiresAt(long deadline) {
        if (!hasDeadlines || deadline - firstDeadline < 0) {
            hasDeadlines = true;
            firstDeadline = deadline;
        }
    }

    void forEach(Consumer<OutboundMessage> action) {
        for (OutboundMessage message : queue) {
            if (message.waits) {
                action.accept(message);
            }
        }
    }

    /** Takes out all that match. */
    List<OutboundMessage> removeIf(Predicate<OutboundMessage> condition) {
        List<OutboundMessage> removed = new ArrayList<>();
        for (OutboundMessage message : queue) {
            if (message.waits && condition.test(message)) {
                removed.add(message);
            }
        }
        if (!removed.isEmpty()) {
            removed.forEach(this::unlist);
            queue.removeIf(message -> !message.waits);
            gone = 0;
        }
        return removed;
    }

    private void unlist(OutboundMessage message) {
        message.waits = false;
        if (message.conflationKey() != null) {
            latest.remove(message.conflationKey(), message);
        }
    }
}
