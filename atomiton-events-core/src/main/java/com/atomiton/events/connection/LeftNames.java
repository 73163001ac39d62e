package com.atomiton.events.connection;

import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The names and patterns that this process has stopped listening to, as long as a peer may not know it: what told it may
 * be lost with the connection. So the next connection says them too: the process may listen to the same again by then, or
 * to a pattern that matches it, and the peer would take the listener for the old one and keep the retained events back.
 * Thread-safe.
 */
final class LeftNames {

    /** With more, the oldest are forgotten: a process without a connection may go through any number of names. */
    private static final int LIMIT = 10_000;

    private static final long NONE = 0;

    // Guarded by this.
    private final Set<String> texts = new LinkedHashSet<>();
    private long changes;

    synchronized void add(Collection<String> left) {
        if (!left.isEmpty()) {
            changes++;
            texts.addAll(left);
            Iterator<String> oldest = texts.iterator();
            while (texts.size() > LIMIT) {
                oldest.next();
                oldest.remove();
            }
        }
    }

    synchronized List<String> all() {
        return List.copyOf(texts);
    }

    /** What is to be given to {@link #known} when the peer knows all that has been told by now; 0 if there is nothing. */
    synchronized long mark() {
        return texts.isEmpty() ? NONE : changes;
    }

    synchronized void known(long mark) {
        if (mark == changes) {
            texts.clear();
        }
    }
}
