package com.atomiton.events.session;

import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The retained events that a peer is owed since it began to listen to them, in the order in which they were emitted. They
 * are sent as the window has space, so that they may be more than a window holds. Not thread-safe.
 */
final class RetainedBacklog {

    /** The names whose retained events the peer has got or is owed, so that what is emitted is all that it lacks. */
    private final Set<String> followed = new HashSet<>();

    private final Map<Object, OutboundMessage> owed = new LinkedHashMap<>();

    boolean follows(String name) {
        return followed.contains(name);
    }

    void follow(String name) {
        followed.add(name);
    }

    void unfollow(Collection<String> names) {
        names.forEach(followed::remove);
        if (!owed.isEmpty() && !names.isEmpty()) {
            Set<String> gone = Set.copyOf(names);
            owed.values().removeIf(message -> gone.contains(message.name()));
        }
    }

    void clear() {
        followed.clear();
        owed.clear();
    }

    void add(Object key, OutboundMessage message) {
        owed.put(key, message);
    }

    /** A newer event of this key goes its own way. */
    void remove(Object key) {
        if (!owed.isEmpty()) {
            owed.remove(key);
        }
    }

    boolean isEmpty() {
        return owed.isEmpty();
    }

    /** Takes the first. */
    @Nullable
    OutboundMessage poll() {
        if (owed.isEmpty()) {
            return null;
        }
        Iterator<OutboundMessage> first = owed.values().iterator();
        OutboundMessage message = first.next();
        first.remove();
        return message;
    }
}
