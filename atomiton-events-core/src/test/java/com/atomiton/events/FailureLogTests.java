package com.atomiton.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
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

    static Stream<RuntimeException> thoseThatCannotBeAsked() {
        return Stream.of(
                new RuntimeException() {
                    @Override
                    public String getMessage() {
                        throw new NullPointerException("on purpose");
                    }
                },
                new ThrowsItsOwnKind(),
                new RuntimeException("no text") {
                    @Override
                    @SuppressWarnings("NullAway")
                    public String toString() {
                        return null;
                    }
                },
                new RuntimeException("no frames") {
                    @Override
                    @SuppressWarnings("NullAway")
                    public StackTraceElement[] getStackTrace() {
                        return null;
                    }
                },
                new RuntimeException("no cause") {
                    @Override
                    public synchronized Throwable getCause() {
                        throw new StackOverflowError("on purpose");
                    }
                });
    }

    private static final class ThrowsItsOwnKind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new ThrowsItsOwnKind();
        }
    }

    @ParameterizedTest
    @MethodSource("thoseThatCannotBeAsked")
    void whatCannotBeAskedIsLoggedWithItsClassAndWithThoseAroundIt(RuntimeException hostile) {
        RuntimeException failure = new IllegalStateException("around it", hostile);
        failure.addSuppressed(new IllegalArgumentException("beside it"));

        FailureLog.error(asItIs, "A listener failed", failure);

        assertThat(logged).singleElement().asString().contains("A listener failed", "around it", "beside it");
        if (handedOver.isEmpty()) {
            assertThat(logged.toString()).contains(hostile.getClass().getName());
        }
    }

    /** As logging systems do it. */
    private final Log asItIs = new NoOpLog() {
        @Override
        public void error(Object message) {
            logged.add(message);
        }

        @Override
        public void error(Object message, Throwable failure) {
            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            logged.add(message + "\n" + trace);
            handedOver.add(failure);
        }
    };

    @Test
    void whatIsSuppressedInItsOwnCauseManyTimesOverIsVisitedOnce() {
        Exception cause = new IllegalStateException("connection closed");
        Exception failure = new RuntimeException("query failed", cause);
        for (int i = 0; i < 30; i++) {
            cause.addSuppressed(failure);
        }

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> FailureLog.error(log, "A listener failed", failure));

        assertThat(logged).singleElement().asString().satisfies(text -> {
            assertThat(text).containsOnlyOnce("query failed").containsOnlyOnce("connection closed");
        });
    }

    @Test
    void aChainOfAHundredThousandCausesIsCut() {
        Throwable failure = new IllegalStateException("the first");
        for (int i = 0; i < 100_000; i++) {
            failure = new IllegalStateException("the next", failure);
        }

        FailureLog.error(log, "A listener failed", failure);

        assertThat(logged).hasSize(1);
    }
}
