package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Interest;
import com.atomiton.events.engine.Destination.Kind;
import com.atomiton.events.protocol.NamePattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Receives from the destinations of what this process listens to and answers, and knows from which it does so already.
 * {@link #receive} is called by one thread at a time.
 *
 * <p>A main leaves a destination as soon as it does not listen any more, since it would take from the others what it has
 * no use for. A renderer stays: it takes from nobody, and may soon listen again.
 */
final class Reception {

    /** Names of the bus's own, which do not leave the machine. */
    private static final String RESERVED = "atomiton:";

    private static final String MAINS = "main";

    private final Engine engine;
    private final Peer self;
    private final String address;
    private final EngineReceiver receiver;
    private final Runnable whenReady;

    /** By destination; those made together share one. */
    private final Map<Destination, EngineSubscription> subscriptions = new HashMap<>();

    private final Set<Destination> ready = ConcurrentHashMap.newKeySet();

    /** @param whenReady called, on any thread, whenever {@link #ready} has grown */
    Reception(Engine engine, Peer self, String address, EngineReceiver receiver, Runnable whenReady) {
        this.engine = engine;
        this.self = self;
        this.address = address;
        this.receiver = receiver;
        this.whenReady = whenReady;
    }

    /**
     * Receives what concerns this process in any case, and what this interest asks for.
     *
     * @throws RuntimeException if the engine refuses; what it has not refused is received, and it may be tried again
     */
    void receive(Interest interest) {
        addMissing(Set.of(Destination.PRESENCE), null);
        addMissing(Set.of(Destination.process(address)), null);
        if (self.role() == ProcessRole.MAIN) {
            leaveAllBut(destinations(interest));
        }
        String group = self.role() == ProcessRole.MAIN ? MAINS : renderersGroup();
        addMissing(events(interest), group);
        // Apart, so that a listener that takes long keeps no request waiting.
        addMissing(requests(interest), group);
    }

    private void addMissing(Set<Destination> wanted, @Nullable String group) {
        Set<Destination> missing = new HashSet<>(wanted);
        missing.removeAll(subscriptions.keySet());
        if (!missing.isEmpty()) {
            subscribe(missing, group);
        }
    }

    private void leaveAllBut(Set<Destination> wanted) {
        Set<Destination> needless = subscriptions.keySet().stream()
                .filter(destination -> destination.kind() == Kind.MAIN && !wanted.contains(destination))
                .collect(Collectors.toSet());
        if (needless.isEmpty()) {
            return;
        }
        Set<EngineSubscription> left =
                needless.stream().map(subscriptions::remove).collect(Collectors.toSet());
        left.forEach(EngineSubscription::close);
        // Of those that were made together some may still be wanted: they are missing now.
        subscriptions.values().removeAll(left);
        ready.retainAll(subscriptions.keySet());
    }

    /** A named renderer finds what was sent while it was away. */
    private @Nullable String renderersGroup() {
        return self.name() == null ? null : "renderer." + self.name();
    }

    private void subscribe(Set<Destination> destinations, @Nullable String group) {
        EngineSubscription made = engine.subscribe(destinations, group, receiver);
        destinations.forEach(destination -> subscriptions.put(destination, made));
        var unused = made.ready().whenComplete((nothing, failure) -> {
            if (failure == null) {
                ready.addAll(destinations);
                whenReady.run();
            }
        });
    }

    private Set<Destination> destinations(Interest interest) {
        Set<Destination> all = new HashSet<>(events(interest));
        all.addAll(requests(interest));
        return all;
    }

    private Set<Destination> events(Interest interest) {
        Set<Destination> wanted = named(interest.listens());
        // A renderer's always: an event that another one's pattern listens to comes by no other way.
        if (self.role() == ProcessRole.RENDERER || interest.listens().stream().anyMatch(NamePattern::isPattern)) {
            wanted.add(destination("*"));
        }
        return wanted;
    }

    /** What a renderer is asked comes to its address. */
    private Set<Destination> requests(Interest interest) {
        return self.role() == ProcessRole.MAIN ? named(interest.handles()) : Set.of();
    }

    private Set<Destination> named(List<String> names) {
        return names.stream()
                .filter(name -> !NamePattern.isPattern(name) && !name.startsWith(RESERVED))
                .map(this::destination)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Whether all that this interest asks for is received. */
    boolean isComplete(Interest interest) {
        return ready.contains(Destination.PRESENCE)
                && ready.contains(Destination.process(address))
                && ready.containsAll(destinations(interest));
    }

    /** What of an interest this process receives already: others may rely on it. */
    Interest ready(Interest interest) {
        return new Interest(kept(interest.listens(), true), kept(interest.handles(), self.role() == ProcessRole.MAIN));
    }

    private List<String> kept(List<String> names, boolean byName) {
        return names.stream()
                .filter(name -> !name.startsWith(RESERVED))
                .filter(name -> !byName || ready.contains(destination(name)))
                .toList();
    }

    private Destination destination(String name) {
        Kind kind = self.role() == ProcessRole.MAIN ? Kind.MAIN : Kind.RENDERER;
        return new Destination(kind, NamePattern.isPattern(name) ? "" : name);
    }

    void close() {
        Set.copyOf(subscriptions.values()).forEach(EngineSubscription::close);
        subscriptions.clear();
    }
}
