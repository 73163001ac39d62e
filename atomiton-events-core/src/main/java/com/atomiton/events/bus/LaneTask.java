package com.atomiton.events.bus;

import com.atomiton.events.session.DropReason;
import org.jspecify.annotations.Nullable;

/** One thing that a lane does: it brings an event to the listeners that share the lane, or answers a request. */
interface LaneTask extends Runnable {

    /** What it is about: the sender decides whose turn it is, the key which thread of a wide lane runs it. */
    IncomingEvent event();

    /** Whether it counts against the bound of the lane. What comes from a peer does not: its window bounds it. */
    boolean isBounded();

    /** While it waits, a later task of this key takes its place; {@code null} if none does. */
    default @Nullable String conflationKey() {
        return null;
    }

    /** It is to be run now; {@code false} if another has taken its place. */
    default boolean begin() {
        return true;
    }

    /** Another is to take its place; {@code false} if it has begun. */
    default boolean supersede() {
        return false;
    }

    /** Whether another has taken its place. */
    default boolean isSuperseded() {
        return false;
    }

    /** Does it. Must not throw. */
    @Override
    void run();

    /** Called in place of {@link #run}, without a lock held: it will not be done. */
    void dropped(DropReason reason);

    /** The listener or handler that is being called now, in words; {@code null} between two. Read by other threads. */
    @Nullable
    String holder();
}
