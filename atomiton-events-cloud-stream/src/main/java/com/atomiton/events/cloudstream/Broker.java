package com.atomiton.events.cloudstream;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.EngineRecord;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.ConsumerProperties;
import org.springframework.messaging.MessageHeaders;

/** What has to be done differently for different binders. */
interface Broker extends AutoCloseable {

    /**
     * Sends a record. May block.
     *
     * @return completed when the broker keeps it, or at once if the binder does not tell
     */
    CompletableFuture<Void> send(Destination destination, EngineRecord record);

    /**
     * The properties for receiving: what the user has set, and otherwise what suits the bus.
     *
     * @param binding the name by which the user sets them
     * @param sharedGroup in which other processes receive too, or {@code null} to receive for this process alone
     */
    ConsumerProperties consumerProperties(String binding, @Nullable String sharedGroup);

    /** The group by which the binder is to receive for this process alone, or {@code null} if the binder makes one. */
    @Nullable
    String ownGroup();

    /**
     * Sees to it that nothing is missed which is sent to some destinations from now on. Blocks.
     *
     * @param ownGroup what {@link #ownGroup} returned, or {@code null} if the group is shared
     */
    void prepare(Set<Destination> destinations, @Nullable String ownGroup);

    /** Nobody receives any more in a group of a process's own. Blocks. */
    void forget(@Nullable String ownGroup);

    /** The key that a record was sent with, or an empty one. */
    String key(MessageHeaders headers);

    /** Lets go what was opened besides the bindings. */
    @Override
    void close();
}
