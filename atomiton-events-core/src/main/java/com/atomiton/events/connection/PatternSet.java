package com.atomiton.events.connection;

import com.atomiton.events.protocol.NamePattern;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Patterns, and which names they match. Immutable but for a cache, which a set that differs in few patterns takes over: a
 * peer that changes one of a thousand again and again must not have all of them matched again.
 */
final class PatternSet {

    static final PatternSet EMPTY = new PatternSet(Map.of());

    private static final int CACHE_LIMIT = 10_000;

    /** So often at most names are matched for a cache to be taken over. */
    private static final int MATCHES_AT_ONCE = 20_000;

    private final Map<String, NamePattern> patterns;

    /** How many of the patterns match a name. */
    private final Map<String, Integer> matched = new ConcurrentHashMap<>();

    private PatternSet(Map<String, NamePattern> patterns) {
        this.patterns = patterns;
    }

    /** @throws IllegalArgumentException if one of the texts is no pattern */
    PatternSet with(Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Map<String, NamePattern> others = new LinkedHashMap<>();
        texts.forEach(text -> others.put(text, NamePattern.of(text)));
        return with(new PatternSet(others));
    }

    /** @param others none of which is in this set */
    PatternSet with(PatternSet others) {
        if (others.patterns.isEmpty()) {
            return this;
        }
        Map<String, NamePattern> all = new LinkedHashMap<>(patterns);
        all.putAll(others.patterns);
        return new PatternSet(all).takingOver(this, others.patterns.values(), 1);
    }

    PatternSet without(Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Map<String, NamePattern> left = new LinkedHashMap<>(patterns);
        List<NamePattern> gone = new ArrayList<>();
        for (String text : texts) {
            NamePattern pattern = left.remove(text);
            if (pattern != null) {
                gone.add(pattern);
            }
        }
        return new PatternSet(left).takingOver(this, gone, -1);
    }

    private PatternSet takingOver(PatternSet other, Collection<NamePattern> difference, int sign) {
        if ((long) other.matched.size() * difference.size() <= MATCHES_AT_ONCE) {
            other.matched.forEach((name, count) -> matched.put(name, count + sign * countOf(difference, name)));
        }
        return this;
    }

    private static int countOf(Collection<NamePattern> patterns, String name) {
        int count = 0;
        for (NamePattern pattern : patterns) {
            count += pattern.matches(name) ? 1 : 0;
        }
        return count;
    }

    /** Whether one of them matches the name. */
    boolean match(String name) {
        if (patterns.isEmpty()) {
            return false;
        }
        Integer known = matched.get(name);
        if (known == null) {
            known = countOf(patterns.values(), name);
            if (matched.size() < CACHE_LIMIT) {
                matched.put(name, known);
            }
        }
        return known > 0;
    }

    Set<String> texts() {
        return patterns.keySet();
    }
}
