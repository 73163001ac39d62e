package com.atomiton.events.bus;

import com.atomiton.events.DeadLetter;
import com.atomiton.events.Subscription;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.EventTap;
import com.atomiton.events.observation.SessionReport;
import com.atomiton.events.observation.SubscriptionReport;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What can be seen of a bus while it runs, for health, meters and endpoints. Reads known state and does no I/O. */
public interface BusMonitor {

    /** The sessions with peers, connected or not; unmodifiable. */
    Collection<PeerSession> sessions();

    /** The sessions with the depths of their queues, as they are now; a copy. */
    Collection<SessionReport> sessionReports();

    /** The listeners and request handlers of this process, with the places that subscribed them; a copy. */
    Collection<SubscriptionReport> subscriptions();

    /** The payload types this process knows. */
    EventCatalog catalog();

    /**
     * What the payload of an event looks like on the wire, by its type in this process. Worked out the first time, which
     * takes some milliseconds; {@code null} if the name has no type here, or its shape cannot be told.
     */
    @Nullable
    EventShape shape(String event);

    /** The events that could not be handled, the oldest first; a copy. At most 1,000, and 16 MiB of what peers sent. */
    Collection<DeadLetter> deadLetters();

    /**
     * The payload of a dead letter as plain values: maps, lists, strings, numbers; {@code null} if there is none of this
     * id, or it cannot be read.
     */
    @Nullable
    Object payloadOf(String deadLetterId);

    /**
     * Gives a dead letter to the listeners again that failed, each in its lane, as if it had just come. It is not a dead
     * letter any more then; if it fails again, it becomes another one.
     *
     * @return {@code false} if there is none of this id, or its listeners have unsubscribed
     * @throws com.atomiton.events.EventOverflowException if the lane is full; it stays a dead letter
     */
    boolean redeliver(String id);

    /** Forgets a dead letter; {@code false} if there is none of this id. */
    boolean discard(String id);

    /**
     * Shows each message that passes this bus from now on to the tap, until the subscription is closed. Costs nothing as
     * long as there is none.
     */
    Subscription tap(EventTap tap);

    /**
     * Why there is no connection; for main, which renderer's last ended and why. {@code null} if there is nothing to say, as
     * for a renderer that is connected.
     */
    @Nullable
    String lastError();

    /** When {@link #lastError} happened; {@code null} if there is nothing to say. */
    @Nullable
    Instant lastErrorAt();

    /**
     * When this process tries to connect next, if nothing says earlier that it could succeed; {@code null} while it is
     * connected, is just trying, or has nothing to connect to.
     */
    @Nullable
    Instant nextAttempt();
}
