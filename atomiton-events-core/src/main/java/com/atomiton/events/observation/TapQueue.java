package com.atomiton.events.observation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps what passes a bus until a viewer comes for it. Bounded: what finds it full is dropped and counted. Thread-safe; its
 * lock is held for a moment only.
 */
public final class TapQueue implements EventTap {

    /** How many messages may wait. */
    public static final int CAPACITY = 2_000;

    /** A payload of more bytes is left out. */
    public static final int MAX_PAYLOAD = 64 * 1024;

    /** How many bytes the payloads that wait may have together; beyond, they are left out. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private final Predicate<String> names;
    private final boolean payloads;

    // Guarded by this.
    private final Deque<PassedMessage> waiting = new ArrayDeque<>();
    private int bytes;
    private long dropped;

    /** What a viewer gets at a time, and how many messages were dropped for want of space since the last time. */
    public record Batch(List<PassedMessage> messages, long dropped) {}

    /**
     * An empty one.
     *
     * @param names which names are of interest
     * @param payloads whether payloads are
     */
    public TapQueue(Predicate<String> names, boolean payloads) {
        this.names = names;
        this.payloads = payloads;
    }

    @Override
    public void passed(PassedMessage message) {
        if (names.test(message.name())) {
            add(payloads ? message.withContentUpTo(MAX_PAYLOAD) : message.withoutContent());
        }
    }

    private synchronized void add(PassedMessage message) {
        if (waiting.size() >= CAPACITY) {
            dropped++;
            return;
        }
        boolean fits = bytes + message.content().size() <= MAX_BYTES;
        PassedMessage kept = fits ? message : message.withoutContent();
        bytes += kept.content().size();
        waiting.add(kept);
    }

    /** Takes the oldest messages out, at most so many. */
    public synchronized Batch take(int max) {
        List<PassedMessage> messages = new ArrayList<>(Math.min(max, waiting.size()));
        while (messages.size() < max && !waiting.isEmpty()) {
            PassedMessage message = waiting.remove();
            bytes -= message.content().size();
            messages.add(message);
        }
        Batch batch = new Batch(messages, dropped);
        dropped = 0;
        return batch;
    }
}
