package com.atomiton.events.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was consumed lately, so that what an engine brings again, or a sender has sent again, is consumed once. Bounded: an
 * engine that goes back further than this brings doubles. Thread-safe.
 */
final class RecentRecords {

    private static final int CAPACITY = 10_000;

    private final Map<Identity, Boolean> consumed = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Identity, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    /**
     * A message of a sender.
     *
     * @param stream which of the sender's sequences of numbers
     */
    record Identity(String sender, long stream, long number) {}

    synchronized boolean contains(Identity identity) {
        return consumed.containsKey(identity);
    }

    /** {@code false} if it was there already. */
    synchronized boolean add(Identity identity) {
        return consumed.put(identity, true) == null;
    }
}
