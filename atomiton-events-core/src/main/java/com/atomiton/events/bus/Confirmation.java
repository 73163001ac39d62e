package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Waits until this process and every peer an event was addressed to are done with it. */
final class Confirmation {

    private final String name;
    private final String id;
    private final Executor executor;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    // One is the emit itself: nothing is complete before all receivers are known.
    private final AtomicInteger open = new AtomicInteger(1);
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();

    Confirmation(String name, String id, Executor executor) {
        this.name = name;
        this.id = id;
        this.executor = executor;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    /** One more receiver: a peer, or this process itself. */
    Fate awaitPeer(Peer peer) {
        open.incrementAndGet();
        peers.add(peer);
        return new Fate() {
            @Override
            public void acknowledged() {
                peers.remove(peer);
                oneDone();
            }

            @Override
            public void dropped(DropReason reason) {
                switch (reason) {
                    case PEER_LOST -> lost(peer, "it ended before it was done");
                    case NO_SUBSCRIBER, SUPERSEDED -> acknowledged();
                    default ->
                        fail(new EventBusException(
                                "'" + name + "' (" + id + ") to " + peer + " was dropped: " + reason.label(), null));
                }
            }
        };
    }

    void oneDone() {
        if (open.decrementAndGet() == 0) {
            executor.execute(() -> future.complete(null));
        }
    }

    void lost(Peer peer, String reason) {
        if (peers.contains(peer)) {
            fail(new PeerLostException(name, id, peer, reason));
        }
    }

    void closed() {
        fail(new EventBusException("the event bus was closed before '" + name + "' (" + id + ") was confirmed", null));
    }

    void fail(Throwable failure) {
        executor.execute(() -> future.completeExceptionally(failure));
    }
}
