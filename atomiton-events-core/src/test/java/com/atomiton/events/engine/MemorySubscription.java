package com.atomiton.events.engine;

import com.atomiton.events.engine.MemoryBroker.Next;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A consumer of a {@link MemoryBroker} with a thread of its own. */
final class MemorySubscription implements EngineSubscription {

    private final MemoryBroker broker;
    private final Set<Destination> destinations;
    private final String group;
    private final EngineReceiver receiver;
    private final Thread thread = new Thread(this::run, "atomiton-events-test-broker");

    MemorySubscription(MemoryBroker broker, Set<Destination> destinations, String group, EngineReceiver receiver) {
        this.broker = broker;
        this.destinations = Set.copyOf(destinations);
        this.group = group;
        this.receiver = receiver;
    }

    void start() {
        thread.start();
    }

    Set<Destination> destinations() {
        return destinations;
    }

    String group() {
        return group;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return CompletableFuture.completedFuture(null);
    }

    private void run() {
        try {
            for (Next next = broker.next(this); next != null; next = broker.next(this)) {
                broker.done(next, consume(next.record()));
            }
        } catch (InterruptedException killed) {
            broker.remove(this);
        }
    }

    /** {@code false} if its process has ended on the way. */
    private boolean consume(EngineRecord record) {
        for (int attempt = 1; attempt <= MemoryBroker.ATTEMPTS; attempt++) {
            try {
                receiver.receive(new EngineDelivery(record, attempt > 1, attempt == MemoryBroker.ATTEMPTS));
                return true;
            } catch (InterruptedException killed) {
                broker.remove(this);
                return false;
            } catch (EngineRecordRefusedException refused) {
                break;
            } catch (Exception again) {
                // The next attempt follows at once.
            }
        }
        broker.dead(record);
        return true;
    }

    @Override
    public void close() {
        broker.remove(this);
    }

    /** As if its process had been killed. */
    void kill() {
        broker.remove(this);
        thread.interrupt();
    }
}
