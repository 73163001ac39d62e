package com.atomiton.events.engine;

import com.atomiton.events.EventBusException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What carries records between the processes of a namespace: a message broker. It keeps what it was given, in order for
 * each destination and key, and gives it to those who receive from the destination. One for each bus; thread-safe.
 */
public interface Engine {

    /**
     * Takes a record, those of one destination and key in the order of the calls. May block while the engine cannot be
     * reached, so it is called on a thread that nobody waits for.
     *
     * @return completed, on any thread, when the engine keeps the record; fails when it does not and will not
     */
    CompletableFuture<Void> send(Destination destination, EngineRecord record);

    /**
     * Begins to receive what is sent to some destinations, with one connection if the engine can do so.
     *
     * @param group shares the work: each record goes to one of the processes that receive in it, and the group goes on
     *     where it was, with what is there already if it is new; {@code null} for all records that are sent from when
     *     {@link EngineSubscription#ready} completes
     * @throws EventBusException if it is impossible as things are configured
     */
    EngineSubscription subscribe(Set<Destination> destinations, @Nullable String group, EngineReceiver receiver);

    /**
     * Waits until what was taken is kept, then ends all subscriptions and lets the engine go. Blocks; twice is the same as
     * once.
     *
     * @param timeout how long it may wait
     */
    void stop(Duration timeout);
}
