package com.atomiton.events.connection;

import com.atomiton.events.LimitedLog;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.commons.logging.LogFactory;

/**
 * The connections that have not ended their handshakes. Of too many the oldest gives way: an honest one is through within
 * milliseconds, and must not be kept out by those that never will be. Thread-safe.
 */
final class HalfOpen {

    static final int MAX = 128;

    private final LimitedLog log = new LimitedLog(LogFactory.getLog(HalfOpen.class));
    private final Set<Link> links = new LinkedHashSet<>(); // Guarded by this

    void add(Link link) {
        Link oldest;
        synchronized (this) {
            links.add(link);
            if (links.size() <= MAX) {
                return;
            }
            Iterator<Link> first = links.iterator();
            oldest = first.next();
            first.remove();
        }
        log.warn(MAX + " other connections have not ended their handshakes; the oldest is closed for a new one");
        oldest.close(MAX + " newer connections have not ended their handshakes");
    }

    synchronized void remove(Link link) {
        links.remove(link);
    }
}
