package com.atomiton.events.session;

import com.atomiton.events.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/** How much of a window is in use, which gaps do not count against. Not thread-safe. */
final class WindowUsage {

    private final int capacity;
    private final long maxBytes;

    private int events;
    private int requests;
    private long bytes;

    WindowUsage(int capacity, long maxBytes) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
    }

    int events() {
        return events;
    }

    long bytes() {
        return bytes;
    }

    boolean isOnlyRequests() {
        return events == requests;
    }

    void add(OutboundMessage message) {
        if (message.isGap()) {
            return;
        }
        events++;
        requests += message.type() == FrameType.REQUEST ? 1 : 0;
        bytes += message.size();
    }

    void remove(OutboundMessage message) {
        if (message.isGap()) {
            return;
        }
        events--;
        requests -= message.type() == FrameType.REQUEST ? 1 : 0;
        bytes -= message.size();
    }

    /** @param replaced what would leave for it */
    boolean isFullFor(OutboundMessage message, @Nullable OutboundMessage replaced) {
        if (message.type() == FrameType.REPLY || message.type() == FrameType.CANCEL) {
            return false;
        }
        int others = replaced == null ? events : events - 1;
        long otherBytes = replaced == null ? bytes : bytes - replaced.size();
        return isFull(others, otherBytes, message.size());
    }

    /** Whether so many messages of so many bytes leave no space for one of this size. */
    boolean isFull(int others, long otherBytes, int size) {
        // One message is always taken, or a large one could never be sent.
        return others > 0 && (others >= capacity || otherBytes + size > maxBytes);
    }
}
