package com.atomiton.events.test;

import com.atomiton.events.EventType;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Assertions about what a {@link RecordingEventBus} has recorded. Each failure lists all of it.
 *
 * <p>They look once, at what is there now, unless {@link #within} gives the code under test time.
 */
public final class RecordingEventBusAssert extends AbstractAssert<RecordingEventBusAssert, RecordingEventBus> {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private Duration time = Duration.ZERO;

    RecordingEventBusAssert(RecordingEventBus actual) {
        super(actual, RecordingEventBusAssert.class);
    }

    /**
     * Gives each assertion that follows up to this long: one that something happens passes as soon as it has, one that
     * nothing happens passes after the whole time. {@link #emittedEvents} and {@link #requests} do not wait.
     */
    public RecordingEventBusAssert within(Duration time) {
        this.time = time;
        return this;
    }

    /** At least one event with a payload of this type was emitted. */
    public RecordingEventBusAssert hasEmitted(Class<?> type) {
        return hasEmitted(type, payload -> true, "a " + type.getSimpleName());
    }

    /** At least one event with a payload of this type that matches was emitted. */
    public <T> RecordingEventBusAssert hasEmitted(Class<T> type, Predicate<? super T> predicate) {
        return hasEmitted(type, predicate, "a " + type.getSimpleName() + " that matches");
    }

    /** At least one event with a payload equal to this one was emitted. */
    public RecordingEventBusAssert hasEmitted(Object payload) {
        return hasEmitted(Object.class, payload::equals, "<" + payload + ">");
    }

    /** At least one event of this name was emitted, whatever its payload. */
    public RecordingEventBusAssert hasEmittedNamed(String name) {
        return eventually(
                () -> actual.emitted().stream().anyMatch(event -> event.name().equals(name)),
                "'" + name + "' to have been emitted",
                actual::emitted);
    }

    private <T> RecordingEventBusAssert hasEmitted(Class<T> type, Predicate<? super T> predicate, String wanted) {
        return eventually(
                () -> payloads(type).stream().anyMatch(predicate), wanted + " to have been emitted", actual::emitted);
    }

    /** Exactly this many events with a payload of this type were emitted. With {@link #within}, waits for that many. */
    public RecordingEventBusAssert hasEmittedTimes(int times, Class<?> type) {
        return eventually(
                () -> payloads(type).size() == times,
                times + " of " + type.getSimpleName() + " to have been emitted",
                actual::emitted);
    }

    /** Exactly these payloads were emitted, in this order. */
    public RecordingEventBusAssert hasEmittedExactly(Object... payloads) {
        List<Object> wanted = List.of(payloads);
        return eventually(
                () -> payloads(Object.class).equals(wanted),
                "exactly " + wanted + " to have been emitted",
                actual::emitted);
    }

    /** No event with a payload of this type was emitted. */
    public RecordingEventBusAssert hasNotEmitted(Class<?> type) {
        return never(
                () -> !payloads(type).isEmpty(),
                "no " + type.getSimpleName() + " to have been emitted",
                actual::emitted);
    }

    /** No event was emitted. */
    public RecordingEventBusAssert hasEmittedNothing() {
        return never(() -> !actual.emitted().isEmpty(), "nothing to have been emitted", actual::emitted);
    }

    /** The payloads of this type that have been emitted, in order. */
    public <T> ListAssert<T> emittedEvents(Class<T> type) {
        isNotNull();
        return Assertions.assertThat(payloads(type));
    }

    /** At least one request with a payload of this type was sent. */
    public RecordingEventBusAssert hasRequested(Class<?> type) {
        return hasRequested(type::isInstance, "a " + type.getSimpleName());
    }

    /** At least one request with a payload equal to this one was sent. */
    public RecordingEventBusAssert hasRequested(Object payload) {
        return hasRequested(payload::equals, "<" + payload + ">");
    }

    private RecordingEventBusAssert hasRequested(Predicate<Object> predicate, String wanted) {
        return eventually(
                () -> actual.requested().stream().map(RecordedRequest::payload).anyMatch(predicate),
                wanted + " to have been requested",
                actual::requested);
    }

    /** No request was sent. */
    public RecordingEventBusAssert hasRequestedNothing() {
        return never(() -> !actual.requested().isEmpty(), "nothing to have been requested", actual::requested);
    }

    /** The payloads of this type that have been requested, in order. */
    public <T> ListAssert<T> requests(Class<T> type) {
        isNotNull();
        return Assertions.assertThat(actual.requested().stream()
                .map(RecordedRequest::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList());
    }

    /** There is a listener for events of this class's name. */
    public RecordingEventBusAssert listensTo(Class<?> type) {
        String name = EventType.of(type).name();
        return eventually(() -> actual.listensTo(name), "a listener to '" + name + "'", actual::listeners);
    }

    /** There is no listener for events of this class's name, or no longer one. */
    public RecordingEventBusAssert doesNotListenTo(Class<?> type) {
        String name = EventType.of(type).name();
        return eventually(() -> !actual.listensTo(name), "no listener to '" + name + "'", actual::listeners);
    }

    private <T> List<T> payloads(Class<T> type) {
        return actual.emitted().stream()
                .map(RecordedEvent::payload)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private RecordingEventBusAssert eventually(
            BooleanSupplier condition, String expectation, Supplier<List<?>> recorded) {
        isNotNull();
        if (!becomesTrue(condition)) {
            fail(expectation, recorded);
        }
        return this;
    }

    private RecordingEventBusAssert never(BooleanSupplier condition, String expectation, Supplier<List<?>> recorded) {
        isNotNull();
        if (becomesTrue(condition)) {
            fail(expectation, recorded);
        }
        return this;
    }

    private boolean becomesTrue(BooleanSupplier condition) {
        boolean now = condition.getAsBoolean();
        if (now || time.isZero()) {
            return now;
        }
        try {
            Awaitility.await()
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(POLL_INTERVAL)
                    .atMost(time)
                    .until(condition::getAsBoolean);
            return true;
        } catch (ConditionTimeoutException timeout) {
            return false;
        }
    }

    private void fail(String expectation, Supplier<List<?>> recorded) {
        StringBuilder text = new StringBuilder("Expecting ").append(expectation);
        if (!time.isZero()) {
            text.append(" within ").append(time.toMillis()).append(" ms");
        }
        List<?> all = recorded.get();
        text.append(all.isEmpty() ? ", but there is nothing at all" : ", but there is:");
        for (int i = 0; i < all.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(all.get(i));
        }
        failWithMessage("%s", text);
    }
}
