package com.atomiton.events.bus;

import com.atomiton.events.connection.InterestChange;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.protocol.FrameType;
import com.atomiton.events.protocol.MessageFlags;
import com.atomiton.events.protocol.MessageTail;
import com.atomiton.events.protocol.NamePattern;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import com.atomiton.events.session.OutboundMessage;
import com.atomiton.events.session.SendWindow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The last event of each retained name and key, as it was written at its emit, for peers that show interest later. An emit
 * and a change of interest exclude each other: a peer is owed what was emitted before it listened, and is sent what is
 * emitted after that. Bounded: with too many keys or bytes the oldest is forgotten, which its fate is told.
 *
 * <p>What a peer has got is known to its session's window and ends with it. Thread-safe; nothing foreign is called under
 * the lock.
 */
final class RetainedEvents {

    private static final int LIMIT = 10_000;

    /** Four windows as they are by default. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    // Guarded by this; in the order of the last change.
    private final Map<NameAndKey, Retained> last = new LinkedHashMap<>();
    private final Map<String, Set<NameAndKey>> byName = new HashMap<>();
    private long bytes;

    private final Supplier<Collection<PeerSession>> sessions;

    /** @param sessions all that there are */
    RetainedEvents(Supplier<Collection<PeerSession>> sessions) {
        this.sessions = sessions;
    }

    /** What an event is the last one of. */
    record NameAndKey(String name, String key) {}

    /**
     * An event as it is kept.
     *
     * @param json the event in JSON, which every peer reads
     * @param written all that was made of it, JSON too: a peer that is sent one of them has the event
     * @param deadline when it is no longer given to anybody, by {@link System#nanoTime()}
     * @param fate told of each message that is dropped
     */
    record Retained(MessageTail json, Collection<MessageTail> written, long deadline, Fate fate) {

        OutboundMessage message(String name) {
            OutboundMessage message = new OutboundMessage(FrameType.EVENT, name, json, MessageFlags.RETAINED, fate);
            return deadline == Long.MAX_VALUE ? message : message.expiringAt(deadline);
        }
    }

    /** Offers the event to the peers that get it as it is emitted. Must not wait, nor call anything foreign. */
    @FunctionalInterface
    interface Offers {

        void make(NameAndKey which);
    }

    /** Keeps the event in place of the last one of its name and key, and has it offered. */
    void emit(NameAndKey which, Retained event, Offers offers) {
        List<Fate> forgotten = new ArrayList<>(0);
        synchronized (this) {
            offers.make(which);
            remove(which);
            last.put(which, event);
            byName.computeIfAbsent(which.name(), unknown -> new LinkedHashSet<>())
                    .add(which);
            bytes += event.json().bytes().length;
            while (last.size() > LIMIT || bytes > MAX_BYTES && last.size() > 1) {
                forgotten.add(forgetOldest());
            }
        }
        forgotten.forEach(fate -> fate.dropped(DropReason.RETAINED_FULL));
    }

    private void remove(NameAndKey which) {
        Retained earlier = last.remove(which);
        if (earlier != null) {
            bytes -= earlier.json().bytes().length;
            Set<NameAndKey> keys = byName.getOrDefault(which.name(), Set.of());
            keys.remove(which);
        }
    }

    private Fate forgetOldest() {
        Iterator<Map.Entry<NameAndKey, Retained>> first = last.entrySet().iterator();
        Map.Entry<NameAndKey, Retained> oldest = first.next();
        first.remove();
        bytes -= oldest.getValue().json().bytes().length;
        String name = oldest.getKey().name();
        Set<NameAndKey> keys = byName.getOrDefault(name, Set.of());
        keys.remove(oldest.getKey());
        if (keys.isEmpty()) {
            byName.remove(name);
            sessions.get().forEach(session -> session.outbound().unfollow(List.of(name)));
        }
        return oldest.getValue().fate();
    }

    /**
     * Owes the peer the events of a name that it listens to, if it has not got them, nor is owed them. To be called before
     * a newer one is offered to it, within {@link #emit}.
     */
    synchronized void follow(PeerSession session, String name) {
        if (!session.outbound().follows(name)) {
            owe(session, List.of(name));
        }
    }

    /** A peer listens to something else than before, or its interest is known for the first time. */
    void interestChanged(PeerSession session, InterestChange change) {
        synchronized (this) {
            SendWindow window = session.outbound();
            if (change.wantsLess()) {
                // Also what it listens to no more and again: it gets the last events anew.
                window.unfollow(affected(change.change().unlistens()).stream()
                        .filter(name -> !session.interest().wants(name)
                                || change.newlyWants().test(name))
                        .toList());
            }
            List<String> followed = affected(change.change().listens()).stream()
                    .filter(name -> session.interest().wants(name) && !window.follows(name))
                    .toList();
            if (followed.isEmpty()) {
                return;
            }
            owe(session, followed);
        }
        session.flush(false, 0);
    }

    /** The names of kept events among these names and patterns. */
    private Collection<String> affected(Collection<String> texts) {
        return texts.stream().anyMatch(NamePattern::isPattern)
                ? byName.keySet()
                : texts.stream().filter(byName::containsKey).toList();
    }

    private void owe(PeerSession session, List<String> names) {
        Set<MessageTail> stillToCome = session.outbound().tailsAbove(session.receivedAtInterest());
        Map<NameAndKey, OutboundMessage> owed = new LinkedHashMap<>();
        Collection<NameAndKey> candidates =
                names.size() == 1 ? byName.getOrDefault(names.get(0), Set.of()) : last.keySet();
        Set<String> wanted = Set.copyOf(names);
        for (NameAndKey which : candidates) {
            Retained event = last.get(which);
            if (event != null
                    && wanted.contains(which.name())
                    && event.written().stream().noneMatch(stillToCome::contains)) {
                owed.put(which, event.message(which.name()));
            }
        }
        session.outbound().follow(names, owed);
    }
}
