package com.atomiton.events.observation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Keeps the last messages that have passed a bus. Thread-safe without locks; at most so many, and 16 KiB of payload each. */
public final class EventHistory implements EventTap {

    /** A payload of more bytes is not kept. */
    public static final int MAX_PAYLOAD = 16 * 1024;

    private final AtomicReferenceArray<PassedMessage> ring;
    private final AtomicInteger next = new AtomicInteger();
    private final boolean payloads;

    /**
     * An empty one.
     *
     * @param size how many messages it keeps
     * @param payloads whether payloads are kept too
     * @throws IllegalArgumentException if the size is not positive
     */
    public EventHistory(int size, boolean payloads) {
        if (size < 1) {
            throw new IllegalArgumentException("'size' must be positive, but was " + size);
        }
        this.ring = new AtomicReferenceArray<>(size);
        this.payloads = payloads;
    }

    @Override
    public void passed(PassedMessage message) {
        PassedMessage kept = payloads ? message.withContentUpTo(MAX_PAYLOAD) : message.withoutContent();
        ring.set(Math.floorMod(next.getAndIncrement(), ring.length()), kept);
    }

    /** The messages it keeps, the oldest first; a copy. */
    public List<PassedMessage> messages() {
        int begin = next.get();
        List<PassedMessage> messages = new ArrayList<>(ring.length());
        for (int i = 0; i < ring.length(); i++) {
            PassedMessage message = ring.get(Math.floorMod(begin + i, ring.length()));
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }
}
