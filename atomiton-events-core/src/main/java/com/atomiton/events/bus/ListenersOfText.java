package com.atomiton.events.bus;

import com.atomiton.events.protocol.NamePattern;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The listeners of one name or pattern, in the order in which they came. Guarded by whoever owns it. */
final class ListenersOfText {

    private final long order;
    private final NamePattern pattern;
    private final Set<Listener> listeners = new LinkedHashSet<>();
    private int remote;

    /** @param order where they stand among those of other texts */
    ListenersOfText(long order, String text) {
        this.order = order;
        this.pattern = NamePattern.of(text);
    }

    void add(Listener listener) {
        if (listeners.add(listener) && listener.wantsRemote()) {
            remote++;
        }
    }

    boolean remove(Listener listener) {
        boolean removed = listeners.remove(listener);
        if (removed && listener.wantsRemote()) {
            remote--;
        }
        return removed;
    }

    /** Whether one of them is for what peers emit. */
    boolean wantRemote() {
        return remote > 0;
    }

    boolean isEmpty() {
        return listeners.isEmpty();
    }

    boolean matches(String name) {
        return pattern.matches(name);
    }

    long order() {
        return order;
    }

    Stream<Listener> stream() {
        return listeners.stream();
    }
}
