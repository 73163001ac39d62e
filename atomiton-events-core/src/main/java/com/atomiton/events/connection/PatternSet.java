package com.atomiton.events.connection;

import com.atomiton.events.protocol.NamePattern;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Patterns, and which names they match. Immutable but for a cache, which lives as long as the patterns stay the same. */
final class PatternSet {

    static final PatternSet EMPTY = new PatternSet(Map.of());

    private static final int CACHE_LIMIT = 10_000;

    private final Map<String, NamePattern> patterns;
    private final Map<String, Boolean> matched = new ConcurrentHashMap<>();

    private PatternSet(Map<String, NamePattern> patterns) {
        this.patterns = patterns;
    }

    /** @throws IllegalArgumentException if one of the texts is no pattern */
    PatternSet with(Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Map<String, NamePattern> all = new LinkedHashMap<>(patterns);
        texts.forEach(text -> all.put(text, NamePattern.of(text)));
        return new PatternSet(all);
    }

    PatternSet without(Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        Map<String, NamePattern> left = new LinkedHashMap<>(patterns);
        left.keySet().removeAll(texts);
        return new PatternSet(left);
    }

    /** Whether one of them matches the name. */
    boolean match(String name) {
        if (patterns.isEmpty()) {
            return false;
        }
        Boolean known = matched.get(name);
        if (known == null) {
            known = patterns.values().stream().anyMatch(pattern -> pattern.matches(name));
            if (matched.size() < CACHE_LIMIT) {
                matched.put(name, known);
            }
        }
        return known;
    }

    Set<String> texts() {
        return patterns.keySet();
    }
}
