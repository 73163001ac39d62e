package com.atomiton.events.autoconfigure.metrics;

import static com.atomiton.events.autoconfigure.metrics.MicrometerBusTelemetry.PREFIX;

import com.atomiton.events.EventBus;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.SendWindow;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToLongFunction;

/** Gauges of the state of a bus: its peers and, of a bus of ours, what waits for them. */
final class ConductorMeters implements MeterBinder {

    private final EventBus bus;
    private final Tags role;

    ConductorMeters(EventBus bus, ProcessRole role) {
        this.bus = bus;
        this.role = Tags.of("role", role.label());
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(PREFIX + "peers", bus, current -> current.peers().size())
                .description("Peers that are connected")
                .tags(role)
                .register(registry);
        if (bus instanceof BusMonitor monitor) {
            sum(monitor, SendWindow::events, "outbound.events")
                    .description("Messages that wait for peers or for their acknowledgement")
                    .tags(role)
                    .register(registry);
            sum(monitor, SendWindow::bytes, "outbound.bytes")
                    .description("Size of these messages")
                    .baseUnit(BaseUnits.BYTES)
                    .tags(role)
                    .register(registry);
            sum(monitor, SendWindow::unacknowledged, "unacknowledged")
                    .description("Messages that were sent and not yet acknowledged")
                    .tags(role)
                    .register(registry);
        }
    }

    private static Gauge.Builder<BusMonitor> sum(BusMonitor monitor, ToLongFunction<SendWindow> part, String name) {
        return Gauge.builder(
                PREFIX + name,
                monitor,
                current -> current.sessions().stream()
                        .map(PeerSession::outbound)
                        .mapToLong(part)
                        .sum());
    }
}
