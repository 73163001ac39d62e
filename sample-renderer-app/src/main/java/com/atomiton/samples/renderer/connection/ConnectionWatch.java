package com.atomiton.samples.renderer.connection;

import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.EventBus;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.samples.renderer.page.PageContent;
import com.atomiton.samples.renderer.page.PageMessage;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Follows the connection and tells the pages of each change at once. */
@Component
class ConnectionWatch implements PageContent {

    private final EventBus bus;
    private final BusMonitor monitor;
    private final ApplicationEventPublisher pages;

    /** Guarded by this. */
    private Connection connection;

    ConnectionWatch(EventBus bus, BusMonitor monitor, ApplicationEventPublisher pages) {
        this.bus = bus;
        this.monitor = monitor;
        this.pages = pages;
        this.connection = new Connection(bus.connectionState(), Instant.now(), null, null, null, null);
        bus.onConnectionState(this::changed);
    }

    private synchronized void changed(ConnectionStateChanged change) {
        update(new Connection(
                change.current(),
                change.at(),
                change.reason(),
                monitor.nextAttempt(),
                main(),
                connection.restartedAt()));
    }

    @EventListener
    synchronized void restarted(PeerRestarted restart) {
        update(new Connection(
                connection.state(), connection.since(), connection.reason(), null, main(), Instant.now()));
    }

    /** The bus tells no attempts, only changes of the state. */
    @Scheduled(fixedDelay = 500)
    synchronized void lookForTheNextTry() {
        Instant next = monitor.nextAttempt();
        if (!Objects.equals(next, connection.nextTry())) {
            update(new Connection(
                    connection.state(),
                    connection.since(),
                    connection.reason(),
                    next,
                    connection.main(),
                    connection.restartedAt()));
        }
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
