package com.atomiton.events.test;

import static com.atomiton.events.test.EventAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventAssertionsTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final RecordingEventBus bus = new RecordingEventBus();

    static List<Consumer<RecordingEventBusAssert>> holding() {
        return List.of(
                events -> events.hasEmitted(Progress.class),
                events -> events.hasEmitted(Progress.class, progress -> progress.percent() == 100),
                events -> events.hasEmitted(new Result("done")),
                events -> events.hasEmittedNamed("conductor:result"),
                events -> events.hasEmittedTimes(2, Progress.class),
                events -> events.hasEmittedExactly(new Progress(50), new Progress(100), new Result("done")),
                events -> events.hasNotEmitted(Execute.class),
                events -> events.emittedEvents(Progress.class).containsExactly(new Progress(50), new Progress(100)),
                events -> events.hasRequested(Execute.class),
                events -> events.hasRequested(new Execute("hello-world")),
                events -> events.requests(Execute.class).containsExactly(new Execute("hello-world")),
                events -> events.listensTo(Execute.class),
                events -> events.doesNotListenTo(Result.class));
    }

    @ParameterizedTest
    @MethodSource("holding")
    void whatHoldsPasses(Consumer<RecordingEventBusAssert> assertion) {
        happen();
        assertThatNoException().isThrownBy(() -> assertion.accept(assertThat(bus)));
        assertThatNoException()
                .isThrownBy(() -> assertion.accept(assertThat(bus).within(Duration.ofMillis(5))));
    }

    static List<Consumer<RecordingEventBusAssert>> notHolding() {
        return List.of(
                events -> events.hasEmitted(Execute.class),
                events -> events.hasEmitted(Progress.class, progress -> progress.percent() == 1),
                events -> events.hasEmitted(new Result("other")),
                events -> events.hasEmittedNamed("conductor:execute"),
                events -> events.hasEmittedTimes(1, Progress.class),
                events -> events.hasEmittedExactly(new Progress(100), new Progress(50), new Result("done")),
                events -> events.hasNotEmitted(Result.class),
                RecordingEventBusAssert::hasEmittedNothing,
                events -> events.emittedEvents(Progress.class).isEmpty(),
                events -> events.hasRequested(Result.class),
                events -> events.hasRequested(new Execute("other")),
                RecordingEventBusAssert::hasRequestedNothing,
                events -> events.requests(Execute.class).isEmpty(),
                events -> events.listensTo(Result.class),
                events -> events.doesNotListenTo(Execute.class));
    }

    @ParameterizedTest
    @MethodSource("notHolding")
    void whatDoesNotHoldFails(Consumer<RecordingEventBusAssert> assertion) {
        happen();
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertion.accept(assertThat(bus)));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertion.accept(assertThat(bus).within(Duration.ofMillis(5))));
    }

    private void happen() {
        bus.on(Execute.class, execute -> {});
        bus.emit(new Progress(50));
        bus.emit(new Progress(100));
        bus.emit(new Result("done"));
        var unused = bus.request(new Execute("hello-world"), Result.class);
    }

    @Test
    void aFailureListsWhatWasEmitted() {
        bus.emit(new Progress(50));
        bus.emit(
                new Progress(100),
                EmitOptions.to(new Peer("7", "editor", ProcessRole.RENDERER)).withCorrelationId("42"));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(bus)
                        .as("the run")
                        .within(Duration.ofMillis(5))
                        .hasEmitted(Result.class))
                .withMessage("""
                        [the run] Expecting a Result to have been emitted within 5 ms, but there is:
                          1. conductor:progress Progress[percent=50]
                          2. conductor:progress Progress[percent=100] to renderer editor (7) correlationId=42""");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> assertThat(bus).hasRequested(Execute.class))
                .withMessage("Expecting a Execute to have been requested, but there is nothing at all");
    }

    @Test
    void withinWaitsForWhatAnotherThreadEmits() {
        CountDownLatch looked = new CountDownLatch(1);
        var emitter = CompletableFuture.runAsync(() -> {
            try {
                looked.await();
                bus.emit(new Progress(100));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        bus.emit(new Progress(50));

        assertThat(bus).within(LONG).hasEmitted(Progress.class, progress -> {
            looked.countDown();
            return progress.percent() == 100;
        });
        assertThat(emitter).succeedsWithin(LONG);
    }
}
