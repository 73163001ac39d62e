package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EventBusBuilderTests {

    static Stream<Arguments> valuesThatMakeNoSense() {
        Duration negative = Duration.ofMillis(-1);
        Duration second = Duration.ofSeconds(1);
        return Stream.of(
                refused("batch.linger", "PT-0.001S", builder -> builder.batch(negative, 1)),
                refused("batch.max-bytes", "0", builder -> builder.batch(Duration.ZERO, 0)),
                refused("max-frame-size", "65535", builder -> builder.maxFrameSize(65_535)),
                refused("outbound.capacity", "0", builder -> builder.outbound(0, 1)),
                refused("outbound.max-bytes", "-1", builder -> builder.outbound(1, -1)),
                refused(
                        "outbound.block-timeout",
                        "PT-0.001S",
                        builder -> builder.overflow(OverflowPolicy.BLOCK, negative)),
                refused("connect.backoff.multiplier", "0.5", builder -> builder.connectBackoff(second, second, 0.5)),
                refused(
                        "connect.backoff.multiplier",
                        "NaN",
                        builder -> builder.connectBackoff(second, second, Double.NaN)),
                refused("request.concurrency", "0", builder -> builder.requestConcurrency(0)),
                refused("session.retention", "PT0S", builder -> builder.sessionRetention(Duration.ZERO)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("valuesThatMakeNoSense")
    void aValueThatMakesNoSenseIsRefusedWithItsProperty(
            String property, String value, Consumer<EventBusBuilder> setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> setting.accept(EventBusBuilder.standalone()))
                .withMessageStartingWith("'atomiton.events." + property + "' must ")
                .withMessageEndingWith(" but was " + value);
    }

    private static Arguments refused(String property, String value, Consumer<EventBusBuilder> setting) {
        return Arguments.of(property, value, setting);
    }
}
