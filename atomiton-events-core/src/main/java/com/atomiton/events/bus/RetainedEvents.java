package com.atomiton.events.bus;

import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.OutboundMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The last event of each retained name and key, kept for peers that show interest later. Bounded: with too many keys the
 * oldest is forgotten. Thread-safe.
 */
final class RetainedEvents {

    private static final int LIMIT = 10_000;

    private record NameAndKey(String name, String key) {}

    // Guarded by this; in the order of the last change.
    private final Map<NameAndKey, Function<PeerSession, @Nullable OutboundMessage>> last = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(
                Map.Entry<NameAndKey, Function<PeerSession, @Nullable OutboundMessage>> eldest) {
            return size() > LIMIT;
        }
    };

    synchronized void keep(String name, String key, Function<PeerSession, @Nullable OutboundMessage> message) {
        NameAndKey which = new NameAndKey(name, key);
        last.remove(which);
        last.put(which, message);
    }

    void forEach(BiConsumer<String, Function<PeerSession, @Nullable OutboundMessage>> action) {
        Map<NameAndKey, Function<PeerSession, @Nullable OutboundMessage>> copy;
        synchronized (this) {
            copy = new LinkedHashMap<>(last);
        }
        copy.forEach((which, message) -> action.accept(which.name(), message));
    }
}
