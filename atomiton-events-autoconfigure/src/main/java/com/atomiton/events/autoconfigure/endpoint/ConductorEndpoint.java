package com.atomiton.events.autoconfigure.endpoint;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventName;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import com.atomiton.events.autoconfigure.DetectedRole;
import com.atomiton.events.autoconfigure.endpoint.ConductorDescriptor.Connection;
import com.atomiton.events.autoconfigure.endpoint.ConductorDescriptor.Event;
import com.atomiton.events.autoconfigure.endpoint.ConductorDescriptor.Role;
import com.atomiton.events.autoconfigure.endpoint.DeadLetterAnswer.Outcome;
import com.atomiton.events.bus.BusMonitor;
import com.atomiton.events.codec.EventShape;
import com.atomiton.events.observation.EventHistory;
import com.atomiton.events.observation.Redaction;
import com.atomiton.events.observation.TapEntry;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * The endpoint {@code conductor}: how the bus of this process stands, what has passed it last, and its dead letters, which
 * can be redelivered or discarded. Reads known state and does no I/O.
 */
@Endpoint(id = "conductor")
@RegisterReflectionForBinding({
    ConductorDescriptor.class,
    DeadLetterDescriptor.class,
    DeadLetterAnswer.class,
    TapEntry.class
})
public class ConductorEndpoint {

    static final String EVENTS = "events";
    static final String ASYNCAPI = "asyncapi";
    static final String DEAD_LETTERS = "dead-letters";

    private final EventBus bus;
    private final @Nullable BusMonitor monitor;
    private final @Nullable DetectedRole role;
    private final @Nullable EventHistory history;
    private final @Nullable Redaction payloads;
    private final String title;
    private final String version;

    /**
     * For this bus; of one that is no {@link BusMonitor}, such as a mock, little is shown.
     *
     * @param role what decided the role of this process; {@code null} if that is not known
     * @param history what keeps the last messages; {@code null} if nothing does
     * @param payloads hides what of payloads is secret; {@code null} if no payloads are shown
     * @param title what the application is called in the AsyncAPI document
     * @param version the application's version there
     */
    public ConductorEndpoint(
            EventBus bus,
            @Nullable DetectedRole role,
            @Nullable EventHistory history,
            @Nullable Redaction payloads,
            String title,
            String version) {
        this.bus = bus;
        this.monitor = bus instanceof BusMonitor own ? own : null;
        this.role = role;
        this.history = history;
        this.payloads = payloads;
        this.title = title;
        this.version = version;
    }

    /** How the bus stands. */
    @ReadOperation
    public Object conductor() {
        Role shownRole = new Role(bus.role().label(), role == null ? null : role.source());
        List<String> peers = bus.peers().stream().map(Peer::toString).toList();
        BusMonitor seen = monitor;
        if (seen == null) {
            Connection connection = new Connection(bus.connectionState(), null, null);
            return new ConductorDescriptor(shownRole, connection, peers, List.of(), List.of(), List.of(), 0);
        }
        return new ConductorDescriptor(
                shownRole,
                new Connection(bus.connectionState(), seen.lastError(), seen.lastErrorAt()),
                peers,
                seen.sessionReports(),
                seen.subscriptions(),
                seen.catalog().types().stream()
                        .map(type -> event(type, seen.shape(type.name())))
                        .sorted(Comparator.comparing(Event::name))
                        .toList(),
                seen.deadLetters().size());
    }

    private static Event event(EventType<?> type, @Nullable EventShape shape) {
        EventName annotation = AnnotatedElementUtils.findMergedAnnotation(
                ResolvableType.forType(type.payloadType()).toClass(), EventName.class);
        String key = annotation == null || annotation.key().isEmpty() ? null : annotation.key();
        return new Event(
                type.name(),
                type.payloadType().getTypeName(),
                type.delivery(),
                key,
                type.isRetained(),
                shape == null ? null : shape.fingerprint());
    }

    /**
     * One part in detail: {@code events}, the last messages; {@code dead-letters}; or {@code asyncapi}, the events as an
     * AsyncAPI document.
     *
     * @return {@code null} if there is no such part
     */
    @ReadOperation
    public @Nullable Object part(@Selector String part) {
        return switch (part) {
            case EVENTS -> events();
            case ASYNCAPI -> monitor == null ? null : AsyncApiDocument.of(monitor, title, version);
            case DEAD_LETTERS -> deadLetters();
            default -> null;
        };
    }

    private List<TapEntry> events() {
        Redaction shown = payloads == null ? Redaction.defaults() : payloads;
        return history == null
                ? List.of()
                : history.messages().stream()
                        .map(message -> TapEntry.of(message, shown))
                        .toList();
    }

    private List<DeadLetterDescriptor> deadLetters() {
        BusMonitor seen = monitor;
        return seen == null
                ? List.of()
                : seen.deadLetters().stream()
                        .map(letter -> DeadLetterDescriptor.of(
                                letter, payloads == null ? null : payloads.apply(seen.payloadOf(letter.id()))))
                        .toList();
    }

    /**
     * Gives a dead letter to its listeners again.
     *
     * @return what became of it; {@code null} if the part is not {@code dead-letters}
     */
    @WriteOperation
    public @Nullable Object redeliver(@Selector String part, @Selector String id) {
        return part.equals(DEAD_LETTERS) && monitor != null ? redeliver(monitor, id) : null;
    }

    private static DeadLetterAnswer redeliver(BusMonitor seen, String id) {
        try {
            if (seen.redeliver(id)) {
                return new DeadLetterAnswer(id, Outcome.REDELIVERED, "It was given to its listeners again.");
            }
        } catch (EventOverflowException full) {
            return new DeadLetterAnswer(
                    id, Outcome.LANE_FULL, "The lane of its listeners has no space for it: try again later.");
        }
        return seen.deadLetters().stream().anyMatch(letter -> letter.id().equals(id))
                ? new DeadLetterAnswer(
                        id, Outcome.NO_LISTENER, "Its listeners have unsubscribed: it can only be discarded.")
                : DeadLetterAnswer.unknown(id);
    }

    /**
     * Forgets a dead letter.
     *
     * @return what became of it; {@code null} if the part is not {@code dead-letters}
     */
    @DeleteOperation
    public @Nullable Object discard(@Selector String part, @Selector String id) {
        if (!part.equals(DEAD_LETTERS) || monitor == null) {
            return null;
        }
        return monitor.discard(id)
                ? new DeadLetterAnswer(id, Outcome.DISCARDED, "It is forgotten.")
                : DeadLetterAnswer.unknown(id);
    }
}
