package com.atomiton.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.impl.NoOpLog;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureLogTests {

    private static final String FORGED = "a\r\n2026-01-01 INFO forged \u001b[31m\u202e\u2028";

    private final List<Object> logged = new ArrayList<>();
    private final List<@Nullable Throwable> handedOver = new ArrayList<>();

    private final Log log = new NoOpLog() {
        @Override
        public void error(Object message) {
            logged.add(message);
        }

        @Override
        public void error(Object message, Throwable failure) {
            logged.add(message);
            handedOver.add(failure);
        }
    };

    static Stream<Throwable> whatPeersSaid() {
        RemoteEventException remote = new RemoteEventException(FORGED, FORGED, FORGED, null, Map.of());
        remote.setStackTrace(new StackTraceElement[] {new StackTraceElement(FORGED, FORGED, FORGED, 1)});
        Throwable suppressing = new IllegalStateException("the error handler is broken");
        suppressing.addSuppressed(remote);
        return Stream.of(
                remote,
                new IllegalStateException(remote.getMessage(), remote),
                suppressing,
                new EventSerializationException("Cannot read it", "", new IllegalArgumentException(FORGED)));
    }

    @ParameterizedTest
    @MethodSource("whatPeersSaid")
    void whatAPeerSaidForgesNoLine(Throwable failure) {
        FailureLog.error(log, "A listener failed", failure);

        assertThat(handedOver).isEmpty();
        assertThat(logged).singleElement().asString().satisfies(text -> {
            assertThat(text).startsWith("A listener failed").contains("forged");
            assertThat(text.lines())
                    .allSatisfy(line -> assertThat(line)
                            .doesNotContainPattern("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029]")
                            .doesNotStartWith("2026"));
        });
    }

    @Test
    void aFailureOfThisProcessIsHandedOverWhole() {
        Throwable failure = new IllegalStateException("here", new IllegalArgumentException("the cause"));

        FailureLog.error(log, "A listener failed", failure);

        assertThat(logged).containsExactly("A listener failed");
        assertThat(handedOver).containsExactly(failure);
    }

    @Test
    void aCycleOfCausesEnds() {
        RemoteEventException first = new RemoteEventException("first", "", null, null, Map.of());
        Throwable second = new IllegalStateException("second", first);
        first.addSuppressed(second);

        FailureLog.error(log, "A listener failed", first);

        assertThat(logged).hasSize(1);
    }
}
