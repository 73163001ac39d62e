package com.atomiton.events.connection;

import com.atomiton.events.codec.Interest;
import com.atomiton.events.protocol.NamePattern;
import com.atomiton.events.protocol.ProtocolException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What a process listens to and answers. A change costs what it is large, however much there is. One thread at a time
 * changes it; any may ask.
 */
public final class PeerInterest {

    /** Of a text in a set, besides its characters. */
    private static final int TEXT_OVERHEAD = 100;

    /** Of a pattern, which is made for quick matching. */
    private static final int PATTERN_SIZE = 2_000;

    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private final Set<String> handles = ConcurrentHashMap.newKeySet();
    private volatile PatternSet patterns = PatternSet.EMPTY;

    /** Of all texts that are no patterns. Only the thread that changes it uses it. */
    private long characters;

    /** Nothing at all. */
    public PeerInterest() {}

    /** As a process has said. */
    public PeerInterest(Interest whole) {
        apply(whole, InterestLimits.NONE);
    }

    /**
     * Takes in a change.
     *
     * @return what of it was not so already
     * @throws ProtocolException if it would be too much then; nothing has changed
     * @throws IllegalArgumentException if a text with a {@code *} is no pattern; nothing has changed
     */
    public InterestChange apply(Interest said, InterestLimits limits) {
        Set<String> goneTexts = those(said.unlistens(), this::listensTo);
        Set<String> newTexts = those(said.listens(), text -> !listensTo(text) || goneTexts.contains(text));
        Set<String> goneHandles = those(said.unhandles(), handles::contains);
        Set<String> newHandles = those(said.handles(), name -> !handles.contains(name) || goneHandles.contains(name));
        Set<String> goneNames = those(goneTexts, PeerInterest::isName);
        Set<String> newNames = those(newTexts, PeerInterest::isName);
        Set<String> gonePatternTexts = those(goneTexts, NamePattern::isPattern);
        Set<String> newPatternTexts = those(newTexts, NamePattern::isPattern);
        String excess = limits.exceededBy(
                size() + newNames.size() - goneNames.size() + newHandles.size() - goneHandles.size(),
                patterns.texts().size() + newPatternTexts.size() - gonePatternTexts.size());
        if (excess != null) {
            throw new ProtocolException(excess + " in the interest");
        }
        PatternSet kept = patterns.without(gonePatternTexts);
        PatternSet newPatterns = PatternSet.EMPTY.with(newPatternTexts);
        PatternSet then = kept.with(newPatterns);
        characters += length(newNames) + length(newHandles) - length(goneNames) - length(goneHandles);
        // What is new comes first: an event that both a text that is gone and a new one match is wanted all the time.
        names.addAll(newNames);
        handles.addAll(newHandles);
        patterns = then;
        goneNames.stream().filter(name -> !newNames.contains(name)).forEach(names::remove);
        goneHandles.stream().filter(name -> !newHandles.contains(name)).forEach(handles::remove);
        return new InterestChange(
                new Interest(
                        List.copyOf(newTexts),
                        List.copyOf(newHandles),
                        List.copyOf(goneTexts),
                        List.copyOf(goneHandles),
                        null),
                false,
                name -> newNames.contains(name)
                        ? !kept.match(name)
                        : newPatterns.match(name) && !names.contains(name) && !kept.match(name));
    }

    /** About how many bytes of memory it takes. For the thread that changes it. */
    long memory() {
        return characters
                + (long) size() * TEXT_OVERHEAD
                + (long) patterns.texts().size() * PATTERN_SIZE;
    }

    private static long length(Collection<String> texts) {
        long length = 0;
        for (String text : texts) {
            length += text.length();
        }
        return length;
    }

    /** It, but for these names and patterns of events. */
    PeerInterest without(Collection<String> texts) {
        if (texts.isEmpty()) {
            return this;
        }
        PeerInterest others = new PeerInterest(whole());
        others.apply(new Interest(List.of(), List.of(), List.copyOf(texts), List.of(), null), InterestLimits.NONE);
        return others;
    }

    private static Set<String> those(Collection<String> texts, Predicate<String> wanted) {
        Set<String> those = new LinkedHashSet<>();
        for (String text : texts) {
            if (wanted.test(text)) {
                those.add(text);
            }
        }
        return those;
    }

    private static boolean isName(String text) {
        return !NamePattern.isPattern(text);
    }

    /** Whether the peer has a listener for events of this name. */
    public boolean wants(String name) {
        return names.contains(name) || patterns.match(name);
    }

    /** Whether one of the peer's patterns matches the name, be it also listed itself or not. */
    public boolean wantsByPattern(String name) {
        return patterns.match(name);
    }

    /** Whether this very name or pattern is one that it listens to. */
    public boolean listensTo(String text) {
        return NamePattern.isPattern(text) ? patterns.texts().contains(text) : names.contains(text);
    }

    /** Whether the peer answers requests of this name. */
    public boolean handles(String name) {
        return handles.contains(name);
    }

    /** How many names it has, of events and requests together. */
    public int size() {
        return names.size() + handles.size();
    }

    /** All of it, in no order. */
    public Interest whole() {
        List<String> texts = new ArrayList<>(names);
        texts.addAll(patterns.texts());
        return new Interest(texts, new ArrayList<>(handles));
    }

    /** The names and patterns it listens to, for people. */
    public List<String> listens() {
        return whole().listens().stream().sorted().toList();
    }

    List<String> listensUnlike(PeerInterest other) {
        return whole().listens().stream().filter(text -> !other.listensTo(text)).toList();
    }

    List<String> handlesUnlike(PeerInterest other) {
        return handles.stream().filter(name -> !other.handles(name)).toList();
    }
}
