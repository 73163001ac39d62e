package com.atomiton.events.engine;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.codec.Presence;
import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.OrderedCalls;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.PeerListener;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.connection.StateTracker;
import com.atomiton.events.session.DropReason;
import java.util.List;

/**
 * Finds out by their signs of life which processes are there, and tells the bus. {@link #told} runs on the engine's
 * threads, {@link #check} on the timer's.
 */
final class Membership {

    private final Peer self;
    private final Roster roster;
    private final Heartbeats heartbeats;
    private final AskedRequests asked;
    private final AwaitedConsumers awaited;
    private final PeerSession shared;
    private final StateTracker state;
    private final PeerListener listener;
    private final Runnable answer;
    private boolean engineThere; // Guarded by this

    /** What the bus is told: a listener that blocks must not keep the engine's threads from each other. */
    private final OrderedCalls calls = new OrderedCalls();

    /** @param answer tells a process that has just appeared that this one is there */
    Membership(
            Peer self,
            Roster roster,
            Heartbeats heartbeats,
            AskedRequests asked,
            AwaitedConsumers awaited,
            PeerSession shared,
            StateTracker state,
            PeerListener listener,
            Runnable answer) {
        this.self = self;
        this.roster = roster;
        this.heartbeats = heartbeats;
        this.asked = asked;
        this.awaited = awaited;
        this.shared = shared;
        this.state = state;
        this.listener = listener;
        this.answer = answer;
    }

    /** A process has given a sign of life. */
    void told(Envelope envelope, EngineRecord record) {
        Presence presence = heartbeats.read(record);
        take(envelope, presence);
        calls.run();
    }

    private synchronized void take(Envelope envelope, Presence presence) {
        long now = System.nanoTime();
        if (envelope.sender().id().equals(self.id())) {
            heartbeats.cameBack(now);
            updateState(now);
        } else if (envelope.sender().role() != self.role()) {
            if (presence.sign().equals(Presence.GOODBYE)) {
                lost(roster.heardOf(envelope.sender(), envelope.address(), now), "it has stopped");
                updateShared();
            } else {
                Member member = roster.found(envelope.sender(), envelope.address(), now);
                isThere(member, new PeerInterest(presence.interest()), now);
            }
            updateState(now);
            // Those of its own role have nothing to do with it: a thousand renderers must not all answer each new one.
            if (presence.sign().equals(Presence.HELLO)) {
                calls.add(answer);
            }
        }
    }

    private void isThere(Member member, PeerInterest interest, long now) {
        PeerSession session = member.session();
        boolean appeared = roster.present(member, now);
        InterestChange change = InterestChange.between(session.interest(), interest, appeared);
        boolean changed = appeared || !change.isNothing();
        if (changed) {
            session.interest(interest);
            updateShared();
        }
        if (appeared) {
            Member predecessor = roster.predecessorOf(member);
            if (predecessor != null) {
                lost(predecessor, "another process has taken its place");
                roster.forget(predecessor);
            }
            updateState(now);
            calls.add(() -> listener.connected(session, false));
            if (predecessor != null) {
                calls.add(() -> listener.restarted(session, predecessor.peer()));
            }
        }
        if (changed) {
            calls.add(() -> listener.interestChanged(session, change));
        }
    }

    /** Looks who has given no sign of life for too long. */
    void check() {
        look();
        calls.run();
    }

    private synchronized void look() {
        long now = System.nanoTime();
        boolean there = heartbeats.isEngineThere(now);
        if (there && !engineThere) {
            roster.giveTime(now);
        }
        engineThere = there;
        if (there) {
            List<Member> silent = roster.silent(now);
            for (Member member : silent) {
                boolean wasAway = member.state() == Member.State.AWAY;
                lost(
                        member,
                        "no sign of life for " + heartbeats.timeout().toMillis()
                                + " ms (atomiton.events.heartbeat.timeout)");
                if (wasAway) {
                    roster.forget(member);
                }
            }
            if (!silent.isEmpty()) {
                updateShared();
            }
        }
        updateState(now);
    }

    private void lost(Member member, String reason) {
        boolean wasPresent = member.isPresent();
        if (roster.left(member)) {
            calls.add(() -> tellLost(member, wasPresent, reason));
        }
    }

    private void tellLost(Member member, boolean wasPresent, String reason) {
        Peer peer = member.peer();
        asked.lost(peer, shared).forEach(id -> listener.unanswered(id, peer, reason));
        awaited.lost(peer);
        if (wasPresent) {
            listener.lost(member.session(), peer, reason);
        }
        member.session().outbound().close(DropReason.PEER_LOST);
    }

    private void updateShared() {
        if (roster.isAnybody()) {
            shared.interest(roster.interest());
        } else {
            shared.forgetInterest();
        }
    }

    private void updateState(long now) {
        calls.add(() -> tellState(now));
    }

    private void tellState(long now) {
        if (state.current() == ConnectionState.CLOSED) {
            return;
        }
        boolean there = heartbeats.isEngineThere(now);
        boolean renderer = self.role() == ProcessRole.RENDERER;
        if (there && (!renderer || roster.isAnyPresent())) {
            state.transitionTo(renderer ? ConnectionState.CONNECTED : ConnectionState.LISTENING, null);
        } else if (state.current() != ConnectionState.CONNECTING) {
            state.transitionTo(
                    ConnectionState.DISCONNECTED,
                    there
                            ? "there is no main"
                            : "the engine has not brought back this process's own sign of life for "
                                    + heartbeats.timeout().toMillis() + " ms (atomiton.events.heartbeat.timeout)");
        }
    }
}
