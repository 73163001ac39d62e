package com.atomiton.events.autoconfigure.metrics;

import com.atomiton.events.EmitResult;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.observation.BusTelemetry;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times what passes the bus. Meters are kept, so that to count costs one look into a map. Tags are of closed
 * sets: a name that has no payload type in this process, as a peer could make up any number of, counts as {@code other}.
 */
final class MicrometerBusTelemetry implements BusTelemetry {

    static final String PREFIX = "atomiton.events.";

    /** The tag of events that this process has no type for. */
    static final String OTHER = "other";

    private final MeterRegistry registry;
    private final Tags role;
    private final Counter reconnects;
    private final Map<String, Counter> emitted = new ConcurrentHashMap<>();
    private final Map<String, Counter> received = new ConcurrentHashMap<>();
    private final Map<Reasoned, Counter> dropped = new ConcurrentHashMap<>();
    private final Map<Reasoned, Counter> deadLetters = new ConcurrentHashMap<>();
    private final Map<String, Counter> blocked = new ConcurrentHashMap<>();
    private final Map<String, Timers> handled = new ConcurrentHashMap<>();
    private final Map<String, Timers> requested = new ConcurrentHashMap<>();

    private volatile Predicate<String> known = name -> false;

    private record Reasoned(String event, String reason) {}

    private record Timers(Timer success, Timer error) {

        void record(Duration duration, @Nullable Throwable failure) {
            (failure == null ? success : error).record(duration);
        }
    }

    MicrometerBusTelemetry(MeterRegistry registry, ProcessRole role) {
        this.registry = registry;
        this.role = Tags.of("role", role.label());
        this.reconnects = Counter.builder(PREFIX + "reconnects")
                .description("Connections established again after one that had ended")
                .tags(this.role)
                .register(registry);
    }

    @Override
    public void attached(Predicate<String> knownEvents) {
        known = knownEvents;
    }

    @Override
    public void emitted(String event, EmitResult result) {
        emitted.computeIfAbsent(closed(event), name -> counter("emitted", "Events emitted by this process", name))
                .increment();
    }

    @Override
    public void received(String event) {
        received.computeIfAbsent(
                        closed(event), name -> counter("received", "Events and requests received from peers", name))
                .increment();
    }

    @Override
    public void handled(String event, Duration duration, @Nullable Throwable failure) {
        handled.computeIfAbsent(closed(event), name -> timers("handled", "Time that listeners and handlers took", name))
                .record(duration, failure);
    }

    @Override
    public void requested(String event, Duration duration, @Nullable Throwable failure) {
        requested
                .computeIfAbsent(closed(event), name -> timers("request", "Time until requests ended", name))
                .record(duration, failure);
    }

    @Override
    public void dropped(String event, String reason) {
        dropped.computeIfAbsent(
                        new Reasoned(closed(event), reason),
                        drop -> counter("dropped", "Events and requests that were not delivered", drop))
                .increment();
    }

    @Override
    public void deadLettered(String event, String reason) {
        deadLetters
                .computeIfAbsent(
                        new Reasoned(closed(event), reason),
                        letter -> counter("dead.letters", "Events that listeners could not handle", letter))
                .increment();
    }

    @Override
    public void laneBlocked(String event) {
        blocked.computeIfAbsent(
                        closed(event),
                        name -> counter("lane.blocked", "Times that a listener held its lane for over a second", name))
                .increment();
    }

    @Override
    public void reconnected() {
        reconnects.increment();
    }

    private String closed(String event) {
        return known.test(event) ? event : OTHER;
    }

    private Tags eventTags(String event) {
        return role.and("event", event);
    }

    private Counter counter(String name, String description, String event) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(eventTags(event))
                .register(registry);
    }

    private Counter counter(String name, String description, Reasoned reasoned) {
        return Counter.builder(PREFIX + name)
                .description(description)
                .tags(eventTags(reasoned.event).and("reason", reasoned.reason))
                .register(registry);
    }

    private Timers timers(String name, String description, String event) {
        return new Timers(timer(name, description, event, "success"), timer(name, description, event, "error"));
    }

    private Timer timer(String name, String description, String event, String outcome) {
        return Timer.builder(PREFIX + name)
                .description(description)
                .tags(eventTags(event).and("outcome", outcome))
                .register(registry);
    }
}
