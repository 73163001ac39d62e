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

/** What can be seen of a bus, read from its parts. */
abstract class MonitoredBus implements BusMonitor {

    final BusParts parts;

    MonitoredBus(BusParts parts) {
        this.parts = parts;
    }

    @Override
    public Collection<PeerSession> sessions() {
        return parts.endpoint().sessions();
    }

    @Override
    public Collection<SessionReport> sessionReports() {
        return parts.sessionReports();
    }

    @Override
    public Collection<SubscriptionReport> subscriptions() {
        return parts.subscriptions().reports();
    }

    @Override
    public EventCatalog catalog() {
        return parts.catalog();
    }

    @Override
    public @Nullable EventShape shape(String event) {
        return parts.shapes().shape(event);
    }

    @Override
    public Collection<DeadLetter> deadLetters() {
        return parts.deadLetters().letters();
    }

    @Override
    public @Nullable Object payloadOf(String deadLetterId) {
        return parts.deadLetters().values(deadLetterId);
    }

    @Override
    public boolean discard(String id) {
        return parts.deadLetters().remove(id);
    }

    @Override
    public Subscription tap(EventTap tap) {
        return parts.taps().add(tap);
    }

    @Override
    public @Nullable String lastError() {
        return parts.endpoint().lastError();
    }

    @Override
    public @Nullable Instant lastErrorAt() {
        return parts.endpoint().lastErrorAt();
    }

    @Override
    public @Nullable Instant nextAttempt() {
        return parts.endpoint().nextAttempt();
    }
}
