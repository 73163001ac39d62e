package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.NamePattern;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** What a peer listens to and answers, as it last said. Immutable but for a cache. */
public final class PeerInterest {

    /** Nothing at all. */
    public static final PeerInterest NONE = new PeerInterest(new Interest(0, List.of(), List.of()));

    private static final int CACHE_LIMIT = 10_000;

    private final Set<String> names;
    private final List<NamePattern> patterns;
    private final Set<String> handles;
    private final Map<String, Boolean> matched = new ConcurrentHashMap<>();

    /** As the peer has said. */
    public PeerInterest(Interest interest) {
        this.names = interest.listens().stream()
                .filter(name -> !NamePattern.isPattern(name))
                .collect(Collectors.toUnmodifiableSet());
        this.patterns = interest.listens().stream()
                .filter(NamePattern::isPattern)
                .map(NamePattern::of)
                .toList();
        this.handles = Set.copyOf(interest.handles());
    }

    /** Whether the peer has a listener for events of this name. */
    public boolean wants(String name) {
        if (names.contains(name)) {
            return true;
        }
        if (patterns.isEmpty()) {
            return false;
        }
        Boolean known = matched.get(name);
        if (known == null) {
            known = patterns.stream().anyMatch(pattern -> pattern.matches(name));
            if (matched.size() < CACHE_LIMIT) {
                matched.put(name, known);
            }
        }
        return known;
    }

    /** Whether one of the peer's patterns matches the name, be it also listed itself or not. */
    public boolean wantsByPattern(String name) {
        return !patterns.isEmpty() && patterns.stream().anyMatch(pattern -> pattern.matches(name));
    }

    /** Whether the peer answers requests of this name. */
    public boolean handles(String name) {
        return handles.contains(name);
    }

    /** Whether it says the same. */
    public boolean isSameAs(PeerInterest other) {
        return names.equals(other.names)
                && handles.equals(other.handles)
                && listens().equals(other.listens());
    }

    /** The names of the requests it answers. */
    public Set<String> handles() {
        return handles;
    }

    /** The names and patterns it listens to, for people. */
    public List<String> listens() {
        return java.util.stream.Stream.concat(names.stream(), patterns.stream().map(NamePattern::toString))
                .sorted()
                .toList();
    }
}
