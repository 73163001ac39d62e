package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.session.PeerMemory;
import com.atomiton.events.transport.ProcessWatch;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Main's sessions by their tokens. A session without a connection is kept for
 * {@code atomiton.events.session.retention}: for its process, until that is proven to have ended, and under a name also for
 * the next process of that name. Where nothing can prove the end of the process, it is taken for ended when it has been
 * away for as long as it has asked for, or when another one is there that claims its id or name. Thread-safe; the endings
 * are told without a lock held.
 */
final class SessionStore {

    private static final int TOKEN_BYTES = 16;

    /** So many are kept though their processes are away; then one that nothing is kept for is ended for each other. */
    private static final int MAX_ABSENT = 1024;

    private final ConnectionSettings settings;
    private final PeerMemory memory;
    private final ScheduledExecutorService timer;
    private final Endings endings;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, PeerSession> byToken = new ConcurrentHashMap<>();
    /** The values of the map, copied at each change: it is read at each emit. */
    private volatile Collection<PeerSession> all = List.of();

    private final Map<PeerSession, Absence> absences = new LinkedHashMap<>(); // Guarded by this

    /** Told of ends, on the timer's thread or the transport's. */
    interface Endings {

        /** The process has ended. Its session may go on with another of its name. Once for each process. */
        void ended(PeerSession session, String reason);

        /** The session is over. Once, after its process has ended. */
        void over(PeerSession session);
    }

    /** The time from the end of a session's connection to its next one, and what is to happen in it. */
    private static final class Absence {

        private final List<Future<?>> planned = new ArrayList<>(); // Guarded by the store

        void over() {
            planned.forEach(each -> each.cancel(false));
        }
    }

    SessionStore(ConnectionSettings settings, PeerMemory memory, ScheduledExecutorService timer, Endings endings) {
        this.settings = settings;
        this.memory = memory;
        this.timer = timer;
        this.endings = endings;
    }

    /** Whether a session with this very process is, or was, carried by a link that was made after this one. */
    boolean hasHadNewer(Peer peer, Link link) {
        return all.stream().anyMatch(session -> isOfProcess(session, peer) && session.hasHadNewer(link));
    }

    /** The session with this token, if it is kept for this very process and its user. */
    synchronized @Nullable PeerSession find(@Nullable String token, Peer peer, @Nullable Object user) {
        PeerSession session = token == null ? null : byToken.get(token);
        if (session == null || !session.isOfUser(user) || !isOfProcess(session, peer) || session.hasEnded()) {
            return null;
        }
        present(session);
        return session;
    }

    /**
     * The process that stands in the way of one that shows no token: it has the same id or name, and a connection, or is
     * known to live. {@code null} if there is none.
     */
    synchronized @Nullable Peer rivalOf(Peer peer, @Nullable Object user) {
        return all.stream()
                .filter(session ->
                        isClaimedBy(peer, session) && !isBegunBy(peer, user, session) && standsInTheWay(session, user))
                .map(PeerSession::peer)
                .findFirst()
                .orElse(null);
    }

    /** Whatever nothing is known of makes room for a process that is there and has no rival. */
    void makeRoom(Peer peer, @Nullable Object user) {
        for (PeerSession session : all) {
            if (isClaimedBy(peer, session) && !isBegunBy(peer, user, session)) {
                giveUp(session, absences.get(session), "another process has come in its place");
            }
        }
    }

    /**
     * The session that this process can take up though it shows no token: that of an earlier process of its name which
     * has ended, or its own whose beginning it has not learned of since the connection was cut.
     */
    synchronized @Nullable PeerSession takeUp(Peer peer, @Nullable Object user) {
        for (PeerSession session : all) {
            boolean vacant = session.isVacant() && session.isOfUser(user) && hasName(session, peer);
            if (vacant || isBegunBy(peer, user, session)) {
                present(session);
                // It begins anew: what was known by the token that it had is over.
                byToken.remove(session.token());
                session.token(newToken());
                byToken.put(session.token(), session);
                return session;
            }
        }
        return null;
    }

    private static boolean isClaimedBy(Peer peer, PeerSession session) {
        return isOfProcess(session, peer) || hasName(session, peer);
    }

    private static boolean isOfProcess(PeerSession session, Peer peer) {
        return session.peer().id().equals(peer.id());
    }

    private static boolean hasName(PeerSession session, Peer peer) {
        return peer.name() != null && peer.name().equals(session.peer().name());
    }

    /** Whoever has not said READY may not know its token. */
    private static boolean isBegunBy(Peer peer, @Nullable Object user, PeerSession session) {
        return isOfProcess(session, peer)
                && session.isOfUser(user)
                && !session.isInterestKnown()
                && !session.isEnding();
    }

    private static boolean standsInTheWay(PeerSession session, @Nullable Object user) {
        boolean isThere = session.isConnected() || session.life().watch() != null;
        return !session.isVacant() && (isThere || session.isEnding() || !session.isOfUser(user));
    }

    /**
     * Ends sessions whose processes have been away for long and that hold nothing, if there are very many or no memory is
     * left: somebody who begins one after the other must not keep others out.
     *
     * @return whether there is memory for one more
     */
    boolean freeMemory() {
        for (PeerSession idle = oneTooMany(); idle != null; idle = oneTooMany()) {
            end(idle, "it was away, and others need its place");
        }
        return memory.hasRoomForAnother();
    }

    private synchronized @Nullable PeerSession oneTooMany() {
        if (absences.size() < MAX_ABSENT && memory.hasRoomForAnother()) {
            return null;
        }
        return absences.keySet().stream()
                .filter(PeerSession::holdsNothing)
                .findFirst()
                .orElse(null);
    }

    PeerSession create(Peer peer, @Nullable Object user) {
        PeerSession session = new PeerSession(peer, newToken(), user, settings, memory);
        byToken.put(session.token(), session);
        copy();
        return session;
    }

    private String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
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
        Absence absence = new Absence();
        absences.put(session, absence);
        boolean watched = false;
        try {
            plan(session, absence);
            watched = true;
        } finally {
            if (!watched) {
                present(session);
            }
            session.unwatched(!watched);
        }
    }

    private void plan(PeerSession session, Absence absence) {
        absence.planned.add(after(settings.retention(), () -> expire(session, absence)));
        ProcessWatch watch = session.life().watch();
        if (session.hasEnded()) {
            return;
        }
        if (watch != null) {
            absence.planned.add(
                    LivenessProbe.start(timer, watch, () -> giveUp(session, absence, "its process has ended")));
        } else if (session.retention().compareTo(settings.retention()) < 0) {
            absence.planned.add(after(
                    session.retention(),
                    () -> giveUp(
                            session,
                            absence,
                            "it was away for longer than " + session.retention().toMillis()
                                    + " ms, for which it is kept when its end cannot be proven")));
        }
    }

    private Future<?> after(Duration delay, Runnable task) {
        return timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
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
        session.life().close();
        if (session.peer().name() == null) {
            end(session, reason);
        } else {
            session.end(() -> endings.ended(session, reason));
        }
    }

    /** A process that is away will not come back, or not in time. Nothing if it has come back, or has ended before. */
    private void giveUp(PeerSession session, @Nullable Absence absence, String reason) {
        boolean over;
        synchronized (this) {
            if (absence == null || absences.get(session) != absence || !session.beginEnd()) {
                return;
            }
            over = session.peer().name() == null && remove(session);
        }
        session.tellEnd(() -> endings.ended(session, reason));
        if (over) {
            session.life().close();
            endings.over(session);
        }
    }

    private void expire(PeerSession session, Absence absence) {
        synchronized (this) {
            if (absences.get(session) != absence || !remove(session)) {
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
        session.unconsumed().over();
        boolean removed = byToken.remove(session.token(), session);
        copy();
        return removed;
    }

    private void tellOver(PeerSession session, String reason) {
        session.life().close();
        session.end(() -> endings.ended(session, reason));
        endings.over(session);
    }

    synchronized void close() {
        absences.values().forEach(Absence::over);
        absences.clear();
        all.forEach(session -> session.life().close());
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
