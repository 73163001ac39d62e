package com.atomiton.events.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One process's side of a {@link MemoryBroker}. */
public final class MemoryEngine implements Engine {

    private final MemoryBroker broker;
    private final List<MemorySubscription> subscriptions = new ArrayList<>();
    private volatile boolean killed;
    private volatile boolean mute;
    private volatile boolean stopped;

    MemoryEngine(MemoryBroker broker) {
        this.broker = broker;
    }

    @Override
    public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
        return !killed && !mute && !stopped && broker.add(destination, record)
                ? CompletableFuture.completedFuture(null)
                : CompletableFuture.failedFuture(new IllegalStateException("the broker is down"));
    }

    @Override
    public synchronized EngineSubscription subscribe(
            Set<Destination> destinations, @Nullable String group, EngineReceiver receiver) {
        MemorySubscription subscription = new MemorySubscription(
                broker, destinations, group == null ? UUID.randomUUID().toString() : group, receiver);
        broker.add(subscription, group == null);
        subscriptions.add(subscription);
        subscription.start();
        return subscription;
    }

    /** Nothing that it sends gets through, as long as this holds. */
    public void mute(boolean isMute) {
        mute = isMute;
    }

    /** As if its process had been killed: it neither sends nor receives, and says goodbye to nobody. */
    public synchronized void kill() {
        killed = true;
        subscriptions.forEach(MemorySubscription::kill);
    }

    @Override
    public synchronized void stop(Duration timeout) {
        stopped = true;
        subscriptions.forEach(MemorySubscription::close);
    }
}
