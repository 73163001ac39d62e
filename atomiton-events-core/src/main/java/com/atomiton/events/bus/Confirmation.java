package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.session.DropReason;
import com.atomiton.events.session.Fate;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Waits until this process and every peer an event was addressed to are done with it. */
final class Confirmation {

    private final Peer self;
    private final String name;
    private final String id;
    private final Duration timeout;
    private final Deadline deadline;
    private final Executor executor;
    private final Supplier<String> whyNotConnected;
    private final CompletableFuture<Void> future = new CompletableFuture<>();
    // One is the emit itself: nothing is complete before all receivers are known.
    private final AtomicInteger open = new AtomicInteger(1);
    private final Set<Peer> peers = ConcurrentHashMap.newKeySet();

    /** For whom it may be waiting for space, until all have it. */
    private volatile @Nullable Peer latest;

    private volatile boolean emitted;

    Confirmation(
            Peer self, String name, String id, Duration timeout, Executor executor, Supplier<String> whyNotConnected) {
        this.self = self;
        this.name = name;
        this.id = id;
        this.timeout = timeout;
        this.deadline = Deadline.in(timeout);
        this.executor = executor;
        this.whyNotConnected = whyNotConnected;
    }

    CompletableFuture<Void> future() {
        return future;
    }

    Deadline deadline() {
        return deadline;
    }

    /** Somebody waits for a confirmed emit, and no longer than for its time. */
    static Deadline deadlineOf(@Nullable Confirmation confirmation) {
        return confirmation == null ? Deadline.NONE : confirmation.deadline;
    }

    /** One more receiver: a peer, or this process itself. */
    Fate awaitPeer(Peer peer) {
        if (!deadline.isOver()) {
            latest = peer;
        }
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
                    default -> {
                        if (reason == DropReason.OVERFLOW && !emitted && deadline.isOver()) {
                            timedOut();
                        } else {
                            fail(new EventBusException(
                                    "'" + name + "' (" + id + ") to " + peer + " was dropped: " + reason.label(),
                                    null));
                        }
                    }
                }
            }
        };
    }

    /** All receivers are known, and have it. */
    void emitted() {
        emitted = true;
        oneDone();
    }

    private void oneDone() {
        if (open.decrementAndGet() == 0) {
            executor.execute(() -> future.complete(null));
        }
    }

    void lost(Peer peer, String reason) {
        if (peers.contains(peer)) {
            fail(new PeerLostException(name, id, peer, reason));
        }
    }

    void timedOut() {
        fail(new RequestTimeoutException(name, id, awaited(), timeout));
    }

    private String awaited() {
        Peer peer = latest;
        if (emitted || peer == null) {
            return "confirmation" + whyNotConnected.get();
        }
        boolean here = peer.id().equals(self.id());
        return "space in " + (here ? "a lane of this process" : "the window of " + peer)
                + " (atomiton.events.outbound.capacity)" + (here ? "" : whyNotConnected.get());
    }

    void closed() {
        fail(new EventBusException("the event bus was closed before '" + name + "' (" + id + ") was confirmed", null));
    }

    void fail(Throwable failure) {
        executor.execute(() -> future.completeExceptionally(failure));
    }
}
