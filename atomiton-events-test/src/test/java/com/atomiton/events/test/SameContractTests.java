package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EventBus;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the real bus refuses must not pass in a unit test, and the other way round. */
class SameContractTests {

    private static DefaultEventBus real;

    @EventName("conductor:execute")
    record Rival(String text) {}

    @EventName("shape")
    sealed interface Shape permits Circle {}

    record Circle(int radius) implements Shape {}

    record Nameless() {}

    @BeforeAll
    static void startTheRealBus() {
        real = EventBusBuilder.standalone().build();
        real.start();
    }

    @AfterAll
    static void stopTheRealBus() {
        real.close();
    }

    static Stream<EventBus> buses() {
        return Stream.of(real, new RecordingEventBus());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("buses")
    @SuppressWarnings("try") // the subscriptions are there to be closed
    void mistakesInTheContractAreRefusedWithTheSameExceptions(EventBus bus) {
        try (var execute = bus.on(Execute.class, payload -> {});
                var handler = bus.handle(Execute.class, (payload, context) -> payload)) {
            assertThatThrownBy(() -> bus.on(Rival.class, payload -> {})).isInstanceOf(EventContractException.class);
            assertThatThrownBy(() -> bus.emit(new Rival("x"))).isInstanceOf(EventContractException.class);
            assertThatThrownBy(() -> bus.emit("conductor:execute", "text"))
                    .isInstanceOf(EventContractException.class)
                    .hasMessage("'conductor:execute' carries " + Execute.class.getName()
                            + " in this process, but was given a java.lang.String");
            assertThatThrownBy(() -> bus.handle(Execute.class, (payload, context) -> payload))
                    .isInstanceOf(EventContractException.class)
                    .hasMessageContaining("'conductor:execute' have two handlers");
            assertThatThrownBy(() -> bus.emit(new Nameless())).isInstanceOf(EventContractException.class);
            assertThatThrownBy(() -> bus.on("no spaces", payload -> {})).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> bus.emit("no:*", "text")).isInstanceOf(IllegalArgumentException.class);
            failsWith(bus, new Nameless(), EventContractException.class);
            failsWith(bus, new Progress(1), NoHandlerException.class);
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("buses")
    @SuppressWarnings("try") // the subscriptions are there to be closed
    void aNameMayBeInheritedAndAClassMayTravelUnderSeveral(EventBus bus) {
        try (var shapes = bus.on(Shape.class, shape -> {});
                var others = bus.on(EventType.of("other", Execute.class), payload -> {});
                var anything = bus.on("other", payload -> {})) {
            assertThat(bus.emit(new Circle(1))).isNotNull();
            assertThat(bus.emit("shape", new Circle(2))).isNotNull();
            assertThat(bus.emit("other", new Execute("x"))).isNotNull();
        }
    }

    private static void failsWith(EventBus bus, Object payload, Class<? extends Throwable> failure) {
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> bus.request(payload, Object.class).get())
                .withCauseInstanceOf(failure);
    }
}
