package com.atomiton.events.connection;

import com.atomiton.events.Peer;
import com.atomiton.events.codec.Reject;
import com.atomiton.events.session.PeerMemory;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Decides which session a process gets that shows no token, or why none. Only the transport's thread uses it. */
final class Admission {

    private final SessionStore sessions;
    private final PeerMemory memory;

    Admission(SessionStore sessions, PeerMemory memory) {
        this.sessions = sessions;
        this.memory = memory;
    }

    /** A session, or a refusal. */
    static final class Answer {

        private final @Nullable PeerSession session;
        private final @Nullable Reject refusal;

        private Answer(@Nullable PeerSession session, @Nullable Reject refusal) {
            this.session = session;
            this.refusal = refusal;
        }

        /** Only if it is no refusal. */
        PeerSession session() {
            return Objects.requireNonNull(session);
        }

        @Nullable
        Reject refusal() {
            return refusal;
        }
    }

    Answer ask(Peer peer, @Nullable Object user) {
        Peer rival = sessions.rivalOf(peer, user);
        if (rival != null) {
            return new Answer(null, taken(peer, rival));
        }
        sessions.makeRoom(peer, user);
        PeerSession takenUp = sessions.takeUp(peer, user);
        if (takenUp == null && !sessions.freeMemory()) {
            return new Answer(
                    null,
                    new Reject(
                            "busy",
                            "main has no memory left for another peer: all together have it hold " + memory
                                    + "; close some of them or raise that property"));
        }
        return new Answer(takenUp != null ? takenUp : sessions.create(peer, user), null);
    }

    private static Reject taken(Peer peer, Peer rival) {
        return rival.id().equals(peer.id())
                ? new Reject(
                        "instance-taken",
                        "its instance '" + peer.id()
                                + "' is that of another process, which has not ended; give each process"
                                + " an instance of its own, or show the token of its session")
                : new Reject(
                        "name-taken",
                        "its name '" + peer.name() + "' is that of " + rival.id()
                                + ", which has not ended; give each renderer a name of its own (atomiton.events.name)");
    }
}
