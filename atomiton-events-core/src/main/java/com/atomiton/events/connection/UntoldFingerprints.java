package com.atomiton.events.connection;

import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fingerprints of this process's events that a peer has not been told on a connection, part by part. All parts
 * together cost what all fingerprints cost. Not thread-safe.
 */
final class UntoldFingerprints {

    private final LocalContract local;
    private final Set<String> told = new HashSet<>();
    private Iterator<Map.Entry<String, String>> left = Collections.emptyIterator();
    private Map.@Nullable Entry<String, String> next;

    UntoldFingerprints(LocalContract local) {
        this.local = local;
    }

    /** As many as one part may hold; empty if the peer knows all of them. */
    Map<String, String> nextPart(int maxBytes) {
        Map<String, String> part = new LinkedHashMap<>();
        if (next == null && !left.hasNext()) {
            // This process may have got to know more events since.
            left = local.fingerprints().entrySet().iterator();
        }
        int bytes = 0;
        for (Map.Entry<String, String> event = next(); event != null; event = next()) {
            int size = event.getKey().length() + event.getValue().length() + 6;
            if (!part.isEmpty() && bytes + size > maxBytes) {
                next = event;
                return part;
            }
            told.add(event.getKey());
            part.put(event.getKey(), event.getValue());
            bytes += size;
        }
        return part;
    }

    private Map.@Nullable Entry<String, String> next() {
        Map.Entry<String, String> kept = next;
        next = null;
        while (kept == null && left.hasNext()) {
            Map.Entry<String, String> event = left.next();
            kept = told.contains(event.getKey()) ? null : event;
        }
        return kept;
    }
}
