package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.Delivery;
import com.atomiton.events.observation.SessionReport;
import com.atomiton.events.observation.SubscriptionReport;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the endpoint shows.
 *
 * @param role the role of this process, and what decided it
 * @param connection the state of the connection
 * @param peers the processes that are connected, in words
 * @param sessions the sessions with peers, connected or not, and what waits for them
 * @param subscriptions the listeners and request handlers of this process
 * @param events the events this process has a type for, by name
 * @param deadLetters how many dead letters there are; {@code dead-letters} lists them
 */
record ConductorDescriptor(
        Role role,
        Connection connection,
        List<String> peers,
        Collection<SessionReport> sessions,
        Collection<SubscriptionReport> subscriptions,
        List<Event> events,
        int deadLetters) {

    /** @param source what decided the role; {@code null} if the bus is the application's own */
    record Role(String name, @Nullable String source) {}

    /**
     * @param lastError why there is no connection, or why main's last one ended
     * @param lastErrorAt when that was
     */
    record Connection(
            ConnectionState state,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt) {}

    /**
     * @param key the property that says what the event is about, if {@code @EventName} names one
     * @param fingerprint of what its payload looks like; equal in all processes that understand each other
     */
    record Event(
            String name,
            String type,
            Delivery delivery,
            @Nullable String key,
            boolean retain,
            @Nullable String fingerprint) {}
}
