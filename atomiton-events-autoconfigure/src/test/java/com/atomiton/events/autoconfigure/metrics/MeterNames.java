package com.atomiton.events.autoconfigure.metrics;

import com.atomiton.events.EmitResult;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** Fills a registry with every meter of a bus. */
final class MeterNames {

    private MeterNames() {}

    static void registerAll(MeterRegistry registry) {
        MicrometerBusTelemetry telemetry = new MicrometerBusTelemetry(registry, ProcessRole.MAIN);
        // Gauges hold their bus weakly, and what is asked is the set of names.
        DefaultEventBus bus = EventBusBuilder.standalone().telemetry(telemetry).build();
        new ConductorMeters(bus, ProcessRole.MAIN).bindTo(registry);
        telemetry.emitted("a:b", EmitResult.ACCEPTED);
        telemetry.received("a:b");
        telemetry.handled("a:b", Duration.ofMillis(1), null);
        telemetry.requested("a:b", Duration.ofMillis(1), null);
        telemetry.dropped("a:b", "overflow");
        telemetry.deadLettered("a:b", "unreadable");
        telemetry.laneBlocked("a:b");
        telemetry.reconnected();
        bus.close();
    }
}
