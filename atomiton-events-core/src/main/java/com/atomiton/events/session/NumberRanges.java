package com.atomiton.events.session;

import com.atomiton.events.protocol.Acknowledgement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of numbers, as the ranges that they make: each as long as possible. Not thread-safe. */
final class NumberRanges {

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    /** Adds the numbers from the first to the last; nothing if the first is among them already. */
    void add(long first, long last) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(first);
        if (below != null && below.getValue() >= first) {
            return;
        }
        long from = below != null && below.getValue() == first - 1 ? below.getKey() : first;
        // In this order: without memory for it nothing is lost.
        Long joined = lastByFirst.get(last + 1);
        lastByFirst.put(from, joined == null ? last : joined);
        if (joined != null) {
            lastByFirst.remove(last + 1);
        }
    }

    void addAll(NumberRanges others) {
        others.lastByFirst.forEach(this::add);
    }

    /** Takes the range out that begins here; returns its last number, or {@code null} if none does. */
    @Nullable
    Long removeFrom(long first) {
        return lastByFirst.isEmpty() ? null : lastByFirst.remove(first);
    }

    /** Takes all ranges out that begin at or below this number. */
    void removeUpTo(long number) {
        if (!lastByFirst.isEmpty()) {
            lastByFirst.headMap(number, true).clear();
        }
    }

    /** Takes the lowest ranges out, at most as many as one acknowledgement tells. */
    List<Acknowledgement.Range> removeSome() {
        List<Acknowledgement.Range> ranges = new ArrayList<>(Math.min(lastByFirst.size(), Acknowledgement.MAX_RANGES));
        while (ranges.size() < Acknowledgement.MAX_RANGES && !lastByFirst.isEmpty()) {
            Map.Entry<Long, Long> lowest = lastByFirst.pollFirstEntry();
            ranges.add(new Acknowledgement.Range(lowest.getKey(), lowest.getValue()));
        }
        return ranges;
    }

    void clear() {
        lastByFirst.clear();
    }

    boolean isEmpty() {
        return lastByFirst.isEmpty();
    }
}
