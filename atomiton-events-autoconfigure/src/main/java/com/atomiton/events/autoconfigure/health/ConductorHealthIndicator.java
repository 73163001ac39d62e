package com.atomiton.events.autoconfigure.health;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventBus;
import com.atomiton.events.Peer;
import com.atomiton.events.bus.BusMonitor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/**
 * The connection of this process: down when it is neither connected nor listening for longer than a grace period, for
 * example a renderer whose main has been gone for a while. A process on its own is up. Reads known state and does no I/O.
 */
public class ConductorHealthIndicator extends AbstractHealthIndicator {

    private final EventBus bus;
    private final Duration grace;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /** The instant is for people; the grace period goes by the nanoseconds, which no change of the clock moves. */
    private record Since(ConnectionState state, Instant at, long nanos) {}

    /** Guarded by this. */
    private Since since;

    /**
     * Watches the bus from now on.
     *
     * @param grace how long there may be no connection
     */
    public ConductorHealthIndicator(EventBus bus, Duration grace) {
        this(bus, grace, Clock.systemUTC(), System::nanoTime);
    }

    ConductorHealthIndicator(EventBus bus, Duration grace, Clock clock, LongSupplier nanoTime) {
        super("The state of the event bus could not be read");
        this.bus = bus;
        this.grace = grace;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.since = new Since(bus.connectionState(), clock.instant(), nanoTime.getAsLong());
        bus.onConnectionState(change -> changed(new Since(change.current(), change.at(), nanoTime.getAsLong())));
    }

    private synchronized void changed(Since change) {
        since = change;
    }

    /** The state now, and since when; the notification of the newest change may still be under way. */
    private synchronized Since current() {
        ConnectionState state = bus.connectionState();
        if (state != since.state) {
            since = new Since(state, clock.instant(), nanoTime.getAsLong());
        }
        return since;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        Since current = current();
        boolean overdue = !isWell(current.state) && nanoTime.getAsLong() - current.nanos > grace.toNanos();
        (overdue ? builder.down() : builder.up())
                .withDetail("role", bus.role().label())
                .withDetail("state", current.state.name().toLowerCase(Locale.ROOT))
                .withDetail("since", current.at)
                .withDetail("peers", bus.peers().stream().map(Peer::toString).toList());
        if (bus instanceof BusMonitor monitor) {
            addLastError(builder, monitor.lastError(), monitor.lastErrorAt());
        }
    }

    private static void addLastError(Health.Builder builder, @Nullable String error, @Nullable Instant at) {
        if (error != null && at != null) {
            builder.withDetail("lastError", error).withDetail("lastErrorAt", at);
        }
    }

    private static boolean isWell(ConnectionState state) {
        return switch (state) {
            case LISTENING, CONNECTED, LOCAL -> true;
            case CONNECTING, DISCONNECTED, CLOSED -> false;
        };
    }
}
