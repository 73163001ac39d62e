package com.atomiton.events.session;

import com.atomiton.events.protocol.FrameType;
import org.jspecify.annotations.Nullable;

/** How much of a window is in use, which gaps do not count against. Not thread-safe. */
final class WindowUsage {

    private final int capacity;
    private final long maxBytes;
    private final PeerMemory.Share memory;

    private int events;
    private int requests;
    private long bytes;
    private long unboundedBytes;

    WindowUsage(int capacity, long maxBytes, PeerMemory.Share memory) {
        this.capacity = capacity;
        this.maxBytes = maxBytes;
        this.memory = memory;
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

    long unboundedBytes() {
        return unboundedBytes;
    }

    void add(OutboundMessage message) {
        if (message.isGap()) {
            return;
        }
        events++;
        requests += message.type() == FrameType.REQUEST ? 1 : 0;
        bytes += message.size();
        unboundedBytes += isUnbounded(message) ? memoryOf(message.size()) : 0;
        memory.add(memoryOf(message.size()));
    }

    void remove(OutboundMessage message) {
        if (message.isGap()) {
            return;
        }
        events--;
        requests -= message.type() == FrameType.REQUEST ? 1 : 0;
        bytes -= message.size();
        unboundedBytes -= isUnbounded(message) ? memoryOf(message.size()) : 0;
        memory.remove(memoryOf(message.size()));
    }

    private static boolean isUnbounded(OutboundMessage message) {
        return message.type() == FrameType.REPLY || message.type() == FrameType.CANCEL;
    }

    private static long memoryOf(int size) {
        return (long) size + PeerMemory.MESSAGE_OVERHEAD;
    }

    /** Whether all peers together hold so much that there is no room for one more message of this size. */
    boolean lacksMemoryFor(int size) {
        return !memory.hasRoomFor(memoryOf(size));
    }

    /** @param replaced what would leave for it */
    boolean isFullFor(OutboundMessage message, @Nullable OutboundMessage replaced) {
        if (isUnbounded(message)) {
            return false;
        }
        int others = replaced == null ? events : events - 1;
        long otherBytes = replaced == null ? bytes : bytes - replaced.size();
        return isFull(others, otherBytes, message.size())
                || others > 0 && !memory.hasRoomFor(memoryOf(message.size()) - (bytes - otherBytes));
    }

    /** Whether so many messages of so many bytes leave no space for one of this size. */
    boolean isFull(int others, long otherBytes, int size) {
        // One message is always taken, or a large one could never be sent.
        return others > 0 && (others >= capacity || otherBytes + size > maxBytes);
    }
}
