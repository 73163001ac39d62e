package com.atomiton.events.bus;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.observation.EventTap;
import com.atomiton.events.observation.TapAccess;
import com.atomiton.events.observation.TapCounts;
import com.atomiton.events.observation.TapEntry;
import com.atomiton.events.observation.TapQueue;
import com.atomiton.events.observation.TapRequests;
import com.atomiton.events.observation.TapRequests.Events;
import com.atomiton.events.observation.TapRequests.EventsRequest;
import com.atomiton.events.observation.TapRequests.State;
import com.atomiton.events.observation.TapRequests.StateRequest;
import com.atomiton.events.protocol.NamePattern;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers the processes that look at what passes this one: the requests of {@link TapRequests}. What each of them looks
 * through is taken off the bus when its process has left or has not asked for a while. Thread-safe.
 */
final class RemoteTaps {

    private static final int MAX_BATCH = 500;

    private final Taps taps;
    private final TapAccess access;
    private final Function<List<TapCounts.Count>, State> state;
    private final Executor executor;

    /** By the ids of the processes; guarded by this. */
    private final Map<String, Looking> looking = new HashMap<>();

    /** What one process looks through. */
    private static final class Looking {
        private @Nullable RemoteTap<TapCounts> counts;
        private @Nullable RemoteTap<TapQueue> queue;
        private @Nullable EventsRequest wanted;

        boolean isForgotten() {
            return (counts == null || counts.isClosed()) && (queue == null || queue.isClosed());
        }

        void close() {
            if (counts != null) {
                counts.close();
            }
            if (queue != null) {
                queue.close();
            }
        }
    }

    /** @param state makes the answer to a request for the state, given the counts */
    RemoteTaps(Taps taps, TapAccess access, Function<List<TapCounts.Count>, State> state, Executor executor) {
        this.taps = taps;
        this.access = access;
        this.state = state;
        this.executor = executor;
    }

    /** Adds the handlers, in this lane; none if nobody may look. */
    void register(Subscriptions subscriptions, Lane lane) {
        if (access.enabled()) {
            subscriptions.add(handler(TapRequests.STATE, this::state, subscriptions, lane));
            subscriptions.add(handler(TapRequests.EVENTS, this::events, subscriptions, lane));
        }
    }

    /** It takes no thread from the application's requests: it is called at once, and answers from the executor. */
    private <T> Handler handler(
            EventType<T> type, BiFunction<T, Peer, Object> answer, Subscriptions subscriptions, Lane lane) {
        RequestHandler<T, CompletableFuture<Object>> later = (T request, RequestContext context) ->
                CompletableFuture.supplyAsync(() -> answer.apply(request, context.sender()), executor);
        return new Handler(type, later, "the tap", "the bus", "direct", lane, subscriptions::remove);
    }

    private Object state(StateRequest request, Peer viewer) {
        return state.apply(request.counts() ? counts(viewer).counts() : List.of());
    }

    private Object events(EventsRequest request, Peer viewer) {
        TapQueue.Batch batch = queue(request, viewer).take(Math.max(1, Math.min(MAX_BATCH, request.max())));
        List<TapEntry> entries = batch.messages().stream()
                .map(message -> TapEntry.of(message, access.redaction()))
                .toList();
        return new Events(entries, batch.dropped(), access.payloads() && request.payloads());
    }

    private synchronized TapCounts counts(Peer viewer) {
        Looking own = looking(viewer);
        RemoteTap<TapCounts> known = own.counts;
        RemoteTap<TapCounts> counts = known == null || known.isClosed() ? attach(TapCounts::new) : known;
        own.counts = counts;
        return counts.asked();
    }

    private synchronized TapQueue queue(EventsRequest request, Peer viewer) {
        Looking own = looking(viewer);
        EventsRequest wanted = new EventsRequest(request.pattern(), request.payloads(), 0);
        RemoteTap<TapQueue> queue = own.queue;
        if (queue == null || queue.isClosed() || !wanted.equals(own.wanted)) {
            if (queue != null) {
                queue.close();
            }
            String pattern = request.pattern();
            NamePattern names = NamePattern.of(pattern == null ? "**" : pattern);
            queue = attach(() -> new TapQueue(names::matches, access.payloads() && request.payloads()));
            own.queue = queue;
            own.wanted = wanted;
        }
        return queue.asked();
    }

    private <T extends EventTap> RemoteTap<T> attach(Supplier<T> tap) {
        RemoteTap<T> remote = new RemoteTap<>(tap.get());
        remote.attachTo(taps);
        return remote;
    }

    private Looking looking(Peer viewer) {
        looking.values().removeIf(Looking::isForgotten);
        Looking known = looking.get(viewer.id());
        if (known != null) {
            return known;
        }
        if (looking.size() >= TapRequests.MAX_VIEWERS) {
            throw new EventBusException(
                    "already " + TapRequests.MAX_VIEWERS + " processes look at what passes this one", null);
        }
        Looking first = new Looking();
        looking.put(viewer.id(), first);
        return first;
    }

    /** A process has left. */
    synchronized void lost(Peer peer) {
        Looking own = looking.remove(peer.id());
        if (own != null) {
            own.close();
        }
    }
}
