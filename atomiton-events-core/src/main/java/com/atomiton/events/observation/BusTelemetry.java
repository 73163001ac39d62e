package com.atomiton.events.observation;

import com.atomiton.events.EmitResult;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Told of what passes the bus. Called on the bus's own threads, often: it must be quick, must not block and must not throw.
 * Event names come as they are, also such as a peer made up; whoever makes tags of them must use a closed set.
 */
public interface BusTelemetry {

    /** Tells nobody. */
    BusTelemetry NONE = new BusTelemetry() {};

    /**
     * Called once by the bus that uses this, before anything else.
     *
     * @param known whether a name has a payload type in this process and is one of the first 10,000 that had: a bounded
     *     set, unlike the names that arrive
     */
    default void attached(Predicate<String> known) {}

    /** An event was emitted by this process. */
    default void emitted(String event, EmitResult result) {}

    /** An event or a request has arrived from a peer. */
    default void received(String event) {}

    /**
     * A listener has handled an event, or a handler a request.
     *
     * @param failure what it threw; {@code null} if nothing
     */
    default void handled(String event, Duration duration, @Nullable Throwable failure) {}

    /**
     * A request of this process has ended.
     *
     * @param failure what it failed with; {@code null} if it was answered
     */
    default void requested(String event, Duration duration, @Nullable Throwable failure) {}

    /**
     * Something was not delivered.
     *
     * @param reason of a closed set, as in {@code overflow}
     */
    default void dropped(String event, String reason) {}

    /**
     * An event has become a dead letter.
     *
     * @param reason of a closed set, as in {@code listener-failed}
     */
    default void deadLettered(String event, String reason) {}

    /** A listener has held its lane for over a second with this event; told once each time. */
    default void laneBlocked(String event) {}

    /** A connection was established again after one that had ended. */
    default void reconnected() {}
}
