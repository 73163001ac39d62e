package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.InterestLimits;
import com.atomiton.events.connection.PeerInterest;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.engine.Member.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The other processes of the namespace: those of the other role, with which this one has to do. Thread-safe; times are
 * those of {@link System#nanoTime()}.
 */
final class Roster {

    private final ConnectionSettings settings;
    private final Function<Peer, PeerSession> newSession;
    private final Map<String, Member> members = new ConcurrentHashMap<>();

    /** @param newSession makes the session with a process */
    Roster(ConnectionSettings settings, Function<Peer, PeerSession> newSession) {
        this.settings = settings;
        this.newSession = newSession;
    }

    /** The process that sent something, be it known already or not. */
    synchronized Member heardOf(Peer peer, String address, long now) {
        Member member =
                members.computeIfAbsent(peer.id(), unknown -> new Member(peer, address, newSession.apply(peer), now));
        member.seen(now);
        return member;
    }

    /** As {@link #heardOf}, for one that is there: one that was taken to be away has nothing left of its session. */
    synchronized Member found(Peer peer, String address, long now) {
        Member known = members.get(peer.id());
        if (known != null && known.state() == State.AWAY) {
            members.remove(peer.id());
        }
        return heardOf(peer, address, now);
    }

    /**
     * A process has told that it is there.
     *
     * @return whether it was not known to be
     */
    synchronized boolean present(Member member, long now) {
        member.seen(now);
        boolean appeared = !member.isPresent();
        member.state(State.PRESENT);
        members.put(member.peer().id(), member);
        return appeared;
    }

    /** It is not there any more. {@code false} if that is known. */
    synchronized boolean left(Member member) {
        if (member.state() == State.AWAY || !members.containsKey(member.peer().id())) {
            return false;
        }
        boolean mayComeBack = member.isPresent() && member.peer().name() != null;
        member.state(State.AWAY);
        if (!mayComeBack) {
            members.remove(member.peer().id());
        }
        return true;
    }

    /**
     * The process whose place a renderer takes, being of its name; {@code null} if there is none. Mains of one name are
     * equals that share the work.
     */
    @Nullable
    Member predecessorOf(Member member) {
        String name = member.peer().name();
        return name == null || member.peer().role() == ProcessRole.MAIN
                ? null
                : members.values().stream()
                        .filter(other ->
                                other != member && name.equals(other.peer().name()))
                        .findFirst()
                        .orElse(null);
    }

    void forget(Member member) {
        members.remove(member.peer().id(), member);
    }

    /** Those that have given no sign of life for longer than they should have. */
    synchronized List<Member> silent(long now) {
        List<Member> silent = new ArrayList<>();
        for (Member member : members.values()) {
            Duration patience = member.state() == State.AWAY ? settings.retention() : settings.heartbeatTimeout();
            if (member.nanosSinceSeen(now) >= patience.toNanos()) {
                silent.add(member);
            }
        }
        return silent;
    }

    /** The engine itself was away: nobody could give a sign of life. */
    synchronized void giveTime(long now) {
        members.values().forEach(member -> member.seen(now));
    }

    @Nullable
    Member find(String id) {
        return members.get(id);
    }

    Collection<PeerSession> sessions() {
        return members.values().stream()
                .filter(member -> member.state() != State.AWAY)
                .map(Member::session)
                .toList();
    }

    boolean isAnyPresent() {
        return members.values().stream().anyMatch(Member::isPresent);
    }

    /** Whether there is a process, or was lately, to which what is for all is to go. */
    boolean isAnybody() {
        return members.values().stream().anyMatch(member -> member.state() != State.HEARD_OF);
    }

    /** Those there that match. */
    List<Peer> present(Predicate<PeerInterest> interest) {
        return members.values().stream()
                .filter(member ->
                        member.isPresent() && interest.test(member.session().interest()))
                .map(Member::peer)
                .toList();
    }

    /** All that those who are there, or may come back, listen to and answer. */
    PeerInterest interest() {
        PeerInterest all = new PeerInterest();
        members.values().forEach(member -> all.apply(member.session().interest().whole(), InterestLimits.NONE));
        return all;
    }

    @Override
    public String toString() {
        return members.values().stream().map(Member::peer).toList().toString();
    }
}
