package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.transport.Transport;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Main's sessions by their tokens. A session without a connection is kept for
 * {@code atomiton.events.session.retention}: for its process, until that is known to have ended, and under a name also for
 * the next process of that name. Thread-safe; the endings are told without a lock held.
 */
final class SessionStore {

    private static final int TOKEN_BYTES = 16;

    private final ConnectionSettings settings;
    private final ScheduledExecutorService timer;
    private final Transport transport;
    private final Endings endings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PeerSession> byToken = new ConcurrentHashMap<>();
    /** The values of the map, copied at each change: it is read at each emit. */
    private volatile Collection<PeerSession> all = List.of();

    private final Map<PeerSession, Absence> absences = new ConcurrentHashMap<>();

    /** Told of ends, on the timer's thread or the transport's. */
    interface Endings {

        /** The process has ended. Its session may go on with another of its name. Once for each process. */
        void ended(PeerSession session, String reason);

        /** The session is over. Once, after its process has ended. */
        void over(PeerSession session);
    }

    /** What watches over a session while it has no connection. */
    private record Absence(LivenessProbe probe, Future<?> retention) {
        void over() {
            probe.stop();
            retention.cancel(false);
        }
    }

    SessionStore(ConnectionSettings settings, ScheduledExecutorService timer, Transport transport, Endings endings) {
        this.settings = settings;
        this.timer = timer;
        this.transport = transport;
        this.endings = endings;
    }

    /** Whether a session with this very process is, or was, carried by a link that was made after this one. */
    boolean hasHadNewer(Peer peer, Link link) {
        return all.stream().anyMatch(session -> session.peer().id().equals(peer.id()) && session.hasHadNewer(link));
    }

    /** The session with this token, if it is kept and belongs to this very process and its user. */
    synchronized @Nullable PeerSession find(@Nullable String token, Peer peer, @Nullable Object user) {
        PeerSession session = token == null ? null : byToken.get(token);
        if (session == null || !session.isOfUser(user) || !session.peer().id().equals(peer.id())) {
            return null;
        }
        present(session);
        return session;
    }

    /**
     * The session that this process can take up though it does not know of it: that of an earlier process of its name
     * which has ended, or its own whose beginning it has not learned of since the connection was cut; one that it has
     * used needs its token.
     */
    synchronized @Nullable PeerSession takeUp(Peer peer, @Nullable Object user) {
        for (PeerSession session : all) {
            boolean own = session.peer().id().equals(peer.id()) && !session.isInterestKnown();
            if (session.isOfUser(user) && (own || session.isVacant() && isOf(session, peer.name()))) {
                present(session);
                return session;
            }
        }
        return null;
    }

    /** The process of this name that has not ended, as far as is known; {@code null} if there is none. */
    @Nullable
    Peer holderOf(@Nullable String name) {
        return all.stream()
                .filter(session -> !session.isVacant() && isOf(session, name))
                .map(PeerSession::peer)
                .findFirst()
                .orElse(null);
    }

    private static boolean isOf(PeerSession session, @Nullable String name) {
        return name != null && name.equals(session.peer().name());
    }

    PeerSession create(Peer peer, @Nullable Object user) {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        PeerSession session =
                new PeerSession(peer, Base64.getUrlEncoder().withoutPadding().encodeToString(token), user, settings);
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
    synchronized void awaitReturn(PeerSession session) {
        if (!byToken.containsKey(session.token()) || session.isConnected()) {
            return;
        }
        present(session);
        String liveness = session.liveness();
        LivenessProbe probe = null;
        boolean watched = false;
        try {
            probe = LivenessProbe.start(timer, transport, liveness, () -> endedAsProven(session, liveness));
            Future<?> retention =
                    timer.schedule(() -> expire(session), settings.retention().toNanos(), TimeUnit.NANOSECONDS);
            absences.put(session, new Absence(probe, retention));
            watched = true;
        } finally {
            if (!watched && probe != null) {
                probe.stop();
            }
            session.unwatched(!watched);
        }
    }

    /** Watches over those for which there was no memory to do it when their connections ended. */
    void look() {
        for (PeerSession session : all) {
            if (session.isUnwatched()) {
                watch(session);
            }
        }
    }

    private synchronized void watch(PeerSession session) {
        if (session.isUnwatched()) {
            awaitReturn(session);
        }
    }

    /** Its process has ended. Twice is the same as once. */
    void ended(PeerSession session, String reason) {
        if (session.peer().name() == null) {
            end(session, reason);
        } else {
            session.end(() -> endings.ended(session, reason));
        }
    }

    /** A process has ended, as its reference proves. The proof may come late, when another has taken the session up. */
    private void endedAsProven(PeerSession session, @Nullable String liveness) {
        synchronized (this) {
            boolean another = !absences.containsKey(session) || !Objects.equals(liveness, session.liveness());
            if (another || session.hasEnded()) {
                return;
            }
        }
        ended(session, "its process has ended");
    }

    private void expire(PeerSession session) {
        synchronized (this) {
            if (!absences.containsKey(session) || !remove(session)) {
                // It came back while this was about to begin.
                return;
            }
        }
        tellOver(
                session,
                "it was away for longer than " + settings.retention().toMillis()
                        + " ms (atomiton.events.session.retention)");
    }

    private void end(PeerSession session, String reason) {
        if (remove(session)) {
            tellOver(session, reason);
        }
    }

    private synchronized boolean remove(PeerSession session) {
        present(session);
        boolean removed = byToken.remove(session.token(), session);
        copy();
        return removed;
    }

    private void tellOver(PeerSession session, String reason) {
        session.end(() -> endings.ended(session, reason));
        endings.over(session);
    }

    synchronized void close() {
        absences.values().forEach(Absence::over);
        absences.clear();
        byToken.clear();
        copy();
    }

    private void present(PeerSession session) {
        session.unwatched(false);
        Absence absence = absences.remove(session);
        if (absence != null) {
            absence.over();
        }
    }
}
