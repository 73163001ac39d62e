package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.observation.BusTelemetry;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells the application's telemetry, and has nothing depend on that: what it throws is logged. */
final class GuardedTelemetry implements BusTelemetry {

    private final BusTelemetry telemetry;

    private GuardedTelemetry(BusTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    /** The same if nobody is told. */
    static BusTelemetry of(BusTelemetry telemetry) {
        return telemetry == NONE ? NONE : new GuardedTelemetry(telemetry);
    }

    @Override
    public void attached(Predicate<String> known) {
        Tasks.run(() -> telemetry.attached(known));
    }

    @Override
    public void emitted(String event, EmitResult result) {
        Tasks.run(() -> telemetry.emitted(event, result));
    }

    @Override
    public void received(String event) {
        Tasks.run(() -> telemetry.received(event));
    }

    @Override
    public void handled(String event, Duration duration, @Nullable Throwable failure) {
        Tasks.run(() -> telemetry.handled(event, duration, failure));
    }

    @Override
    public void requested(String event, Duration duration, @Nullable Throwable failure) {
        Tasks.run(() -> telemetry.requested(event, duration, failure));
    }

    @Override
    public void dropped(String event, String reason) {
        Tasks.run(() -> telemetry.dropped(event, reason));
    }

    @Override
    public void deadLettered(String event, String reason) {
        Tasks.run(() -> telemetry.deadLettered(event, reason));
    }

    @Override
    public void laneBlocked(String event) {
        Tasks.run(() -> telemetry.laneBlocked(event));
    }

    @Override
    public void reconnected() {
        Tasks.run(telemetry::reconnected);
    }
}
