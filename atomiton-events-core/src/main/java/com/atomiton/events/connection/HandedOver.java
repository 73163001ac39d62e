package com.atomiton.events.connection;

import com.atomiton.events.LimitedLog;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.DroppedMessage;
import com.atomiton.events.session.OutboundMessage;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a connection has been handed out of the session's window and writes next. One thread at a time takes
 * and removes them; what was dropped instead is told on any.
 */
final class HandedOver {

    private static final LimitedLog oversized = new LimitedLog(LogFactory.getLog(Link.class));

    /** Bytes of messages that are taken out of the window at a time. */
    private static final int AT_ONCE = 32 * 1024;

    private final Deque<OutboundMessage> messages = new ArrayDeque<>();

    /** Messages that were to be written and are not, whose fate is to be told. */
    private final Queue<DroppedMessage> dropped = new ConcurrentLinkedQueue<>();

    /** Takes the next ones if there are none. */
    void take(PeerSession session, long lease, long nowNanos) {
        if (messages.isEmpty()) {
            dropped.addAll(session.outbound().take(lease, messages, AT_ONCE, nowNanos, session.maxFrameSize()));
        }
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    OutboundMessage remove() {
        return messages.remove();
    }

    /** Tells of those that are not written. Without a lock held. */
    void tellDropped(@Nullable PeerSession session) {
        for (DroppedMessage next = dropped.poll(); next != null; next = dropped.poll()) {
            if (session != null && next.reason() == DropReason.TOO_LARGE) {
                OutboundMessage message = next.message();
                oversized.error(session.tooLarge(message.name(), message.tail().frameSize()) + "; it is dropped");
            }
            next.tell();
        }
    }
}
