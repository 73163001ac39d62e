package com.atomiton.events.engine;

import com.atomiton.events.Peer;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The confirmed events of this process whose receivers have not all told yet that they are done. Thread-safe. */
final class AwaitedConsumers {

    private final Map<Long, Awaited> open = new ConcurrentHashMap<>();
    private final Duration timeout;

    /** @param timeout how long somebody waits for a confirmation */
    AwaitedConsumers(Duration timeout) {
        this.timeout = timeout;
    }

    /** Who has yet to tell; guarded by itself. */
    private static final class Awaited {

        private final Set<String> peers = new HashSet<>();
        private final boolean oneIsEnough;
        private final Fate fate;
        private final CompletableFuture<Void> done = new CompletableFuture<>();

        Awaited(Collection<Peer> peers, boolean oneIsEnough, Fate fate) {
            peers.forEach(peer -> this.peers.add(peer.id()));
            this.oneIsEnough = oneIsEnough;
            this.fate = fate;
        }
    }

    /**
     * An event is about to be sent.
     *
     * @param id the event's
     * @param peers who is to consume it
     * @param oneIsEnough whether only one of them is going to get it
     * @return completed when they have
     */
    CompletableFuture<Void> await(long id, List<Peer> peers, boolean oneIsEnough, Fate fate) {
        Awaited awaited = new Awaited(peers, oneIsEnough, fate);
        if (peers.isEmpty() && !oneIsEnough) {
            awaited.done.complete(null);
            return awaited.done;
        }
        Awaited earlier = open.putIfAbsent(id, awaited);
        if (earlier != null) {
            return earlier.done;
        }
        var unused = awaited.done
                .completeOnTimeout(null, timeout.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete((nothing, failure) -> open.remove(id, awaited));
        return awaited.done;
    }

    void consumed(long id, Peer peer) {
        Awaited awaited = open.get(id);
        if (awaited == null) {
            return;
        }
        boolean all;
        synchronized (awaited) {
            awaited.peers.remove(peer.id());
            all = awaited.oneIsEnough || awaited.peers.isEmpty();
        }
        if (all) {
            awaited.done.complete(null);
        }
    }

    /** A process has ended: whether it was done will not be known. */
    void lost(Peer peer) {
        open.forEach((id, awaited) -> {
            boolean inVain;
            synchronized (awaited) {
                boolean expected = awaited.peers.remove(peer.id());
                inVain = expected && (!awaited.oneIsEnough || awaited.peers.isEmpty());
            }
            if (inVain) {
                awaited.fate.dropped(DropReason.PEER_LOST);
                awaited.done.complete(null);
            }
        });
    }
}
