package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.connection.PeerSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The requests of this process that have been given to the engine, and who has taken them. Thread-safe. */
final class AskedRequests {

    private final Map<Long, Asked> open = new ConcurrentHashMap<>();

    /**
     * One that is not answered yet.
     *
     * @param session through which it was sent
     * @param answerer who has taken it; {@code null} if that is not known
     */
    private record Asked(PeerSession session, @Nullable Peer answerer) {}

    void asked(long id, PeerSession session) {
        open.putIfAbsent(id, new Asked(session, null));
    }

    /** A process is going to answer. {@code false} if nobody waits for that any more. */
    boolean taken(long id, Peer answerer) {
        return open.computeIfPresent(id, (same, asked) -> new Asked(asked.session, answerer)) != null;
    }

    /** The session through which it was sent; {@code null} if it is not open. */
    @Nullable
    PeerSession sessionOf(long id) {
        Asked asked = open.get(id);
        return asked == null ? null : asked.session;
    }

    /** Nobody waits for it any more; returns who has taken it, or {@code null} if that is not known. */
    @Nullable
    Peer end(long id) {
        Asked asked = open.remove(id);
        return asked == null ? null : asked.answerer;
    }

    /** A process has ended; returns what it had taken from the session, which is not open any more. */
    List<Long> lost(Peer answerer, PeerSession session) {
        List<Long> unanswered = new ArrayList<>();
        open.forEach((id, asked) -> {
            Peer by = asked.answerer;
            if (asked.session == session && by != null && by.id().equals(answerer.id()) && open.remove(id, asked)) {
                unanswered.add(id);
            }
        });
        return unanswered;
    }
}
