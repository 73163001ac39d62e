package com.atomiton.events.bus;

import com.atomiton.events.EmitResult;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.session.DropReason;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts by name what this process had accepted and does not deliver because it stops. Thread-safe. */
final class Undelivered {

    /** More names are told as one. */
    private static final int MAX_NAMES = 20;

    private static final String OTHERS = "others";

    // Guarded by this.
    private final Map<String, Long> byName = new TreeMap<>();

    synchronized void add(String name) {
        String quoted = "'" + name + "'";
        boolean told = byName.containsKey(quoted) || byName.size() < MAX_NAMES;
        byName.merge(told ? quoted : OTHERS, 1L, Long::sum);
    }

    /** What is told of the events for peers, counted too if a window held them when the bus closed. */
    BusTelemetry noticing(BusTelemetry telemetry) {
        return new BusTelemetry() {
            @Override
            public void emitted(String event, EmitResult result) {
                telemetry.emitted(event, result);
            }

            @Override
            public void dropped(String event, String reason) {
                if (reason.equals(DropReason.CLOSED.label())) {
                    add(event);
                }
                telemetry.dropped(event, reason);
            }
        };
    }

    /** In words; {@code null} if there is nothing. */
    synchronized @Nullable String summary(Duration timeout) {
        if (byName.isEmpty()) {
            return null;
        }
        long all = byName.values().stream().mapToLong(Long::longValue).sum();
        return all + (all == 1 ? " event was" : " events were")
                + " accepted and not delivered, or not acknowledged, when the event bus stopped: "
                + byName.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "))
                + ". It had " + timeout.toMillis()
                + " ms for that (atomiton.events.shutdown.timeout): see which handler or peer took longer, or give it more";
    }
}
