package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.transport.Transport;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Main's sessions by their tokens. A session without a connection is kept until its process is known to have ended, or
 * for {@code atomiton.events.session.retention}. Thread-safe.
 */
final class SessionStore {

    private static final int TOKEN_BYTES = 16;

    private final ConnectionSettings settings;
    private final ScheduledExecutorService timer;
    private final Transport transport;
    private final BiConsumer<PeerSession, String> lost;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PeerSession> byToken = new ConcurrentHashMap<>();
    /** The values of the map, copied at each change: it is read at each emit. */
    private volatile Collection<PeerSession> all = List.of();

    private final Map<PeerSession, Absence> absences = new ConcurrentHashMap<>();

    /** What watches over a session while it has no connection. */
    private record Absence(LivenessProbe probe, Future<?> retention) {
        void over() {
            probe.stop();
            retention.cancel(false);
        }
    }

    SessionStore(
            ConnectionSettings settings,
            ScheduledExecutorService timer,
            Transport transport,
            BiConsumer<PeerSession, String> lost) {
        this.settings = settings;
        this.timer = timer;
        this.transport = transport;
        this.lost = lost;
    }

    /** The session with this token, if it is kept and belongs to this very process. */
    @Nullable
    PeerSession find(@Nullable String token, Peer peer) {
        PeerSession session = token == null ? null : byToken.get(token);
        if (session == null || !session.peer().id().equals(peer.id())) {
            return null;
        }
        present(session);
        return session;
    }

    PeerSession create(Peer peer) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        PeerSession session =
                new PeerSession(peer, Base64.getUrlEncoder().withoutPadding().encodeToString(token), settings);
        byToken.put(session.token(), session);
        copy();
        return session;
    }

    Collection<PeerSession> all() {
        return all;
    }

    private synchronized void copy() {
        all = List.copyOf(byToken.values());
    }

    /** Its connection has ended. */
    void awaitReturn(PeerSession session) {
        if (!byToken.containsKey(session.token())) {
            return;
        }
        LivenessProbe probe =
                LivenessProbe.start(timer, transport, session.liveness(), () -> end(session, "its process has ended"));
        Future<?> retention = timer.schedule(
                () -> end(
                        session,
                        "it was away for longer than " + settings.retention().toMillis()
                                + " ms (atomiton.events.session.retention)"),
                settings.retention().toNanos(),
                TimeUnit.NANOSECONDS);
        Absence before = absences.put(session, new Absence(probe, retention));
        if (before != null) {
            before.over();
        }
        if (session.isConnected() || !byToken.containsKey(session.token())) {
            // It came back, or ended, while this was being set up.
            present(session);
        }
    }

    /** Ends a session for good. Twice is the same as once. */
    void end(PeerSession session, String reason) {
        present(session);
        if (byToken.remove(session.token(), session)) {
            copy();
            lost.accept(session, reason);
        }
    }

    void close() {
        absences.values().forEach(Absence::over);
        absences.clear();
        byToken.clear();
        copy();
    }

    private void present(PeerSession session) {
        Absence absence = absences.remove(session);
        if (absence != null) {
            absence.over();
        }
    }
}
