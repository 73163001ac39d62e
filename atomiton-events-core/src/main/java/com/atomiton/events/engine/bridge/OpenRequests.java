package com.atomiton.events.engine.bridge;

import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.ReceivedMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Requests that were passed on in one direction, by the ids under which they were. Thread-safe. */
final class OpenRequests {

    /** No id of a bus's own requests is as high, so that what is passed on is never taken for one. */
    private static final long FIRST_ID = 1L << 62;

    private final AtomicLong ids = new AtomicLong(FIRST_ID);
    private final Map<Long, Open> open = new ConcurrentHashMap<>();

    /**
     * A request that is not answered yet.
     *
     * @param received as it came
     * @param session which it came through, or goes through
     * @param askedId the id that its asker knows it by
     */
    record Open(ReceivedMessage received, PeerSession session, long askedId) {

        String name() {
            return received.message().name();
        }
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    void begin(long id, ReceivedMessage received, PeerSession session, long askedId) {
        open.put(id, new Open(received, session, askedId));
    }

    boolean isOpen(long id) {
        return open.containsKey(id);
    }

    @Nullable
    Open find(long id) {
        return open.get(id);
    }

    @Nullable
    Open end(long id) {
        return open.remove(id);
    }

    /** Ends the one that an asker knows by an id; returns that under which it was passed on, or {@code null}. */
    @Nullable
    Long endAsked(PeerSession asker, long askedId) {
        for (Map.Entry<Long, Open> entry : open.entrySet()) {
            Open request = entry.getValue();
            if (request.session == asker && request.askedId == askedId && open.remove(entry.getKey(), request)) {
                request.received.done();
                return entry.getKey();
            }
        }
        return null;
    }

    /** Ends those of an asker, which has ended; returns the ids under which they were passed on. */
    List<Long> endAll(PeerSession asker) {
        List<Long> ended = new ArrayList<>();
        open.forEach((id, request) -> {
            if (request.session == asker && open.remove(id, request)) {
                request.received.done();
                ended.add(id);
            }
        });
        return ended;
    }

    List<Open> endAll() {
        List<Open> ended = new ArrayList<>(open.values());
        open.clear();
        return ended;
    }
}
