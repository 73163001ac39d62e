package com.atomiton.samples.renderer.connection;

import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerRestarted;
import com.atomiton.samples.renderer.page.PageContent;
import com.atomiton.samples.renderer.page.PageMessage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Follows the connection and tells the pages of each change at once. */
@Component
class ConnectionWatch implements PageContent {

    private final EventBus bus;
    private final ApplicationEventPublisher pages;

    /** Guarded by this. */
    private Connection connection;

    ConnectionWatch(EventBus bus, ApplicationEventPublisher pages) {
        this.bus = bus;
        this.pages = pages;
        this.connection = new Connection(bus.connectionState(), Instant.now(), null, null, null);
        bus.onConnectionState(this::changed);
    }

    private synchronized void changed(ConnectionStateChanged change) {
        update(new Connection(change.current(), change.at(), change.reason(), main(), connection.restartedAt()));
    }

    @EventListener
    synchronized void restarted(PeerRestarted restart) {
        update(new Connection(connection.state(), connection.since(), connection.reason(), main(), Instant.now()));
    }

    private @Nullable String main() {
        return bus.peers().stream().map(Peer::toString).findFirst().orElse(null);
    }

    private void update(Connection next) {
        connection = next;
        pages.publishEvent(message());
    }

    private PageMessage message() {
        return new PageMessage("connection", "", connection);
    }

    @Override
    public synchronized List<PageMessage> content() {
        return List.of(message());
    }
}
