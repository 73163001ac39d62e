package com.atomiton.events.session;

import com.atomiton.events.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/** How much of a window is in use, and for how long it has been full without an acknowledgement. Not thread-safe. */
final class WindowUsage {

    private final int capacity;
    private final long maxBytes;

    private int events;
    private int requests;
    private long bytes;

    private long acknowledged;
    private long acknowledgedWhenFull = -1;
    private long fullSince;

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
        events++;
        requests += message.type() == FrameType.REQUEST ? 1 : 0;
        bytes += message.size();
    }

    void remove(OutboundMessage message) {
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
        // One message is always taken, or a large one could never be sent.
        return others > 0 && (others >= capacity || otherBytes + message.size() > maxBytes);
    }

    void acknowledged(int count) {
        acknowledged += count;
    }

    /** How long it has been full, as far as this was asked, without anything being acknowledged. */
    long fullFor(long nowNanos) {
        if (acknowledged != acknowledgedWhenFull) {
            acknowledgedWhenFull = acknowledged;
            fullSince = nowNanos;
        }
        return nowNanos - fullSince;
    }
}
