package com.atomiton.events.bus;

import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.session.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Brings an event to its listeners, each in its lane, and says when all are done with it. */
final class EventDispatcher {

    private final ErrorReporter errors;
    private final BusTelemetry telemetry;

    EventDispatcher(ErrorReporter errors, BusTelemetry telemetry) {
        this.errors = errors;
        this.telemetry = telemetry;
    }

    /**
     * Hands the event to the listeners' lanes.
     *
     * @param exempt a lane that is not waited for
     * @param consumed run once, when the listeners of all other lanes are done, on the last one's lane
     */
    void dispatch(
            IncomingEvent event, Payload payload, List<Listener> listeners, @Nullable Lane exempt, Runnable consumed) {
        Map<Lane, List<Listener>> byLane = byLane(listeners);
        int awaited = byLane.size() - (exempt != null && byLane.containsKey(exempt) ? 1 : 0);
        if (awaited == 0) {
            consumed.run();
        }
        AtomicInteger open = new AtomicInteger(awaited);
        byLane.forEach((lane, inLane) -> lane.execute(event.key(), () -> {
            try {
                deliver(event, payload, inLane);
            } finally {
                if (lane != exempt && open.decrementAndGet() == 0) {
                    consumed.run();
                }
            }
        }));
    }

    private static Map<Lane, List<Listener>> byLane(List<Listener> listeners) {
        if (listeners.isEmpty()) {
            return Map.of();
        }
        Lane first = listeners.get(0).lane();
        if (listeners.stream().allMatch(listener -> listener.lane() == first)) {
            return Map.of(first, listeners);
        }
        Map<Lane, List<Listener>> byLane = new LinkedHashMap<>();
        for (Listener listener : listeners) {
            byLane.computeIfAbsent(listener.lane(), unknown -> new ArrayList<>())
                    .add(listener);
        }
        return byLane;
    }

    private void deliver(IncomingEvent event, Payload payload, List<Listener> listeners) {
        Object value;
        try {
            value = payload.get();
        } catch (Throwable unreadable) {
            // Also an Error: it may come out of the payload's own constructor.
            telemetry.dropped(event.name(), DropReason.UNREADABLE.label());
            errors.report(unreadable, event, listeners.toString());
            return;
        }
        for (Listener listener : listeners) {
            if (listener.claim()) {
                call(listener, value, event);
            }
        }
    }

    private void call(Listener listener, Object value, IncomingEvent event) {
        long began = System.nanoTime();
        Throwable failure = null;
        try {
            listener.handle(value, event);
        } catch (Throwable thrown) {
            // Also an Error: one listener's overflown stack must not take the lane from the others.
            failure = thrown;
        }
        telemetry.handled(event.name(), Duration.ofNanos(System.nanoTime() - began), failure);
        if (failure != null) {
            errors.report(failure, event, listener.description());
        }
    }
}
