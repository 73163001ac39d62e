package com.atomiton.events.codec;

import static com.atomiton.events.codec.Codecs.json;
import static com.atomiton.events.codec.Codecs.read;
import static com.atomiton.events.codec.Codecs.untyped;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventBusException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.RemoteEventException;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The forms on the wire, as text. */
class TaggedValuesTests {

    private static final String NOON = "{\"__type\":\"Date\",\"value\":\"2026-03-01T12:00:00Z\"}";

    record Times(Date date, Instant instant, OffsetDateTime offset, ZonedDateTime zoned) {}

    record Locals(LocalDate day, LocalDateTime local, Duration duration) {}

    record Failed(
            @Nullable Throwable error,
            @Nullable Exception exception,
            @Nullable RuntimeException runtime) {}

    record FailedWithBusError(EventBusException error) {}

    record FailedWithOwnError(@Nullable IllegalStateException error, int attempt) {}

    record Marked(@JsonProperty("__type") String type, String value) {}

    record Scores(Map<String, Integer> scores) {}

    @Test
    void everyKindOfDateIsTagged() {
        Times times = new Times(
                new Date(0),
                Instant.parse("2026-03-01T12:00:00Z"),
                OffsetDateTime.parse("2026-03-01T12:00:00.000000001+05:30"),
                ZonedDateTime.parse("2026-10-25T02:30:00+01:00[Europe/Berlin]"));

        assertThat(json(times))
                .isEqualTo("{\"date\":{\"__type\":\"Date\",\"value\":\"1970-01-01T00:00:00Z\"},"
                        + "\"instant\":" + NOON + ","
                        + "\"offset\":{\"__type\":\"Date\",\"value\":\"2026-03-01T12:00:00.000000001+05:30\"},"
                        + "\"zoned\":{\"__type\":\"Date\",\"value\":\"2026-10-25T02:30:00+01:00\","
                        + "\"zone\":\"Europe/Berlin\"}}");
        assertThat(read(json(times), Times.class)).isEqualTo(times);
    }

    @Test
    void aPlainIsoStringIsADateToo() {
        String noon = "\"2026-03-01T13:00:00+01:00\"";

        Times times = read(
                "{\"date\":" + noon + ",\"instant\":" + noon + ",\"offset\":" + noon + ",\"zoned\":" + noon + "}",
                Times.class);

        assertThat(times.date()).isEqualTo(Date.from(Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(times.instant()).isEqualTo("2026-03-01T12:00:00Z");
        assertThat(times.offset().toString()).isEqualTo("2026-03-01T13:00+01:00");
        assertThat(times.zoned().toString()).isEqualTo("2026-03-01T13:00+01:00");
    }

    @Test
    void aTagCountsWhereverItStandsInItsObject() {
        assertThat(untyped("[{\"value\":\"2026-03-01T12:00:00Z\",\"__type\":\"Date\"}]"))
                .isEqualTo(List.of(Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(read("{\"more\":1,\"value\":\"2026-03-01T12:00:00Z\",\"__type\":\"Date\"}", Date.class))
                .isEqualTo(Date.from(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void aNumberIsNoDate() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> read("{\"instant\":1772366400}", Times.class))
                .withMessageContaining("at instant: a date is an ISO-8601 string")
                .satisfies(failed -> assertThat(failed.propertyPath()).isEqualTo("instant"));
    }

    @Test
    void localDatesAndDurationsArePlainStrings() {
        Locals locals = new Locals(
                LocalDate.parse("2026-03-01"), LocalDateTime.parse("2026-03-01T12:00:01"), Duration.ofSeconds(90));

        assertThat(json(locals))
                .isEqualTo("{\"day\":\"2026-03-01\",\"local\":\"2026-03-01T12:00:01\",\"duration\":\"PT1M30S\"}");
        assertThat(read(json(locals), Locals.class)).isEqualTo(locals);
    }

    @Test
    void anErrorIsTagged() {
        IllegalStateException error = new IllegalStateException("no disk", new java.io.IOException("full"));
        error.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.B", "run", "B.java", 7)});
        error.getCause().setStackTrace(new StackTraceElement[0]);

        assertThat(json(Map.of("error", error)))
                .isEqualTo("{\"error\":{\"__type\":\"Error\",\"message\":\"no disk\","
                        + "\"stack\":\"java.lang.IllegalStateException: no disk\\n\\tat a.B.run(B.java:7)\","
                        + "\"type\":\"java.lang.IllegalStateException\","
                        + "\"cause\":{\"__type\":\"Error\",\"message\":\"full\","
                        + "\"stack\":\"java.io.IOException: full\",\"type\":\"java.io.IOException\"}}}");
    }

    @Test
    void anErrorComesBackWithTypeMessageStackAndCause() {
        Exception error = new IllegalStateException("no\ndisk", new java.io.IOException());

        Failed failed = read(json(new Failed(error, error, null)), Failed.class);

        assertThat(failed.error()).isInstanceOf(RemoteEventException.class).hasMessage("no\ndisk");
        RemoteEventException remote = (RemoteEventException) failed.exception();
        assertThat(remote.remoteType()).isEqualTo("java.lang.IllegalStateException");
        assertThat(remote.remoteStack()).startsWith("java.lang.IllegalStateException: no\ndisk\n\tat ");
        assertThat(remote.getStackTrace()).hasSameSizeAs(error.getStackTrace());
        assertThat(remote.getStackTrace()[0].toString()).isEqualTo(error.getStackTrace()[0].toString());
        assertThat(remote.getStackTrace()[0].getLineNumber()).isEqualTo(error.getStackTrace()[0].getLineNumber());
        assertThat(remote.getCause())
                .isInstanceOfSatisfying(
                        RemoteEventException.class,
                        cause -> assertThat(cause.remoteType()).isEqualTo("java.io.IOException"))
                .hasMessage("");
    }

    @Test
    void anErrorThatIsSentOnStaysTheSame() {
        String fromAnotherLanguage = "{\"__type\":\"Error\",\"message\":\"x is undefined\","
                + "\"stack\":\"TypeError: x is undefined\\n    at run (app.js:3:7)\",\"type\":\"TypeError\","
                + "\"data\":{\"when\":" + NOON + ",\"none\":null}}";

        RemoteEventException error = (RemoteEventException) untyped(fromAnotherLanguage);

        assertThat(error.getStackTrace()).isEmpty();
        assertThat(error.data()).isEqualTo(Map.of("when", Instant.parse("2026-03-01T12:00:00Z")));
        assertThat(json(error)).isEqualTo(fromAnotherLanguage.replace(",\"none\":null", ""));
    }

    @Test
    void aCycleOfCausesEnds() {
        RuntimeException first = new RuntimeException("first");
        first.initCause(new RuntimeException("second", first));

        Throwable read = (Throwable) untyped(json(first));

        assertThat(read.getCause()).hasMessage("second").hasNoCause();
    }

    @Test
    void aLongChainOfCausesIsCutAlsoWhereThereIsLittleDepthLeft() {
        Throwable error = new RuntimeException("innermost");
        for (int i = 0; i < 100; i++) {
            error = new RuntimeException("outer", error);
        }
        Object payload = error;
        for (int i = 0; i < 60; i++) {
            payload = List.of(payload);
        }

        assertThat(json(error).split("__type")).hasSize(17);
        assertThat(json(payload).split("__type")).hasSize(2);
    }

    @Test
    void stackTracesCanBeKeptAtHome() {
        EventCodec codec = JacksonEventCodecs.json(
                JsonMapper.shared(), CodecOptions.defaults().withStackTraces(false));

        assertThat(codec.encode(new IllegalStateException("no disk"), Object.class))
                .asString()
                .isEqualTo(
                        "{\"__type\":\"Error\",\"message\":\"no disk\",\"type\":\"java.lang.IllegalStateException\"}");
    }

    @Test
    void anErrorOfTheBusIsAnErrorOfTheBus() {
        FailedWithBusError failed = new FailedWithBusError(new EventBusException("closed", null));

        assertThat(read(json(failed), FailedWithBusError.class).error())
                .isInstanceOf(RemoteEventException.class)
                .hasMessage("closed");
    }

    @Test
    void aPropertyOfAnotherExceptionClassSaysWhatToDeclare() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() ->
                        read(json(new FailedWithOwnError(new IllegalStateException("x"), 1)), FailedWithOwnError.class))
                .withMessageContaining("at error: ")
                .withMessageContaining(
                        "which is no java.lang.IllegalStateException: declare the property as Throwable");
        assertThat(read("{\"attempt\":2}", FailedWithOwnError.class)).isEqualTo(new FailedWithOwnError(null, 2));
    }

    @Test
    void aMapWithTheTagsKeyComesBackAsItWas() {
        Map<String, Object> own = new TreeMap<>(Map.of("__type", "Date", "value", "soon"));

        assertThat(json(own)).isEqualTo("{\"__type\":\"Object\",\"value\":{\"__type\":\"Date\",\"value\":\"soon\"}}");
        assertThat(untyped(json(own))).isEqualTo(own);
        Map<String, Object> wrapped = Map.of("__type", "Object", "value", Map.of("__type", "Date"));
        assertThat(untyped(json(List.of(wrapped)))).isEqualTo(List.of(wrapped));
        Scores scores = new Scores(new HashMap<>(Map.of("__type", 1, "value", 2)));
        assertThat(read(json(scores), Scores.class)).isEqualTo(scores);
    }

    @Test
    void aPropertyNamedLikeTheTagComesBackAsItWas() {
        Marked marked = new Marked("Date", "soon");

        assertThat(json(marked))
                .isEqualTo("{\"__type\":\"Object\",\"value\":{\"__type\":\"Date\",\"value\":\"soon\"}}");
        assertThat(read(json(marked), Marked.class)).isEqualTo(marked);
        assertThat(untyped(json(marked))).isEqualTo(Map.of("__type", "Date", "value", "soon"));
        assertThat(read("{\"__type\":\"Date\",\"value\":\"soon\"}", Marked.class))
                .isEqualTo(marked);
    }

    @Test
    void anUnknownTagIsAnOrdinaryProperty() {
        Map<String, Object> unknown = Map.of("__type", "RegExp", "value", "a+");

        assertThat(untyped("{\"__type\":\"RegExp\",\"value\":\"a+\"}")).isEqualTo(unknown);
        assertThat(read("{\"__type\":\"RegExp\",\"value\":\"a+\"}", (Type) Map.class))
                .isEqualTo(unknown);
        assertThat(untyped("{\"__type\":\"Object\",\"value\":1}")).isEqualTo(Map.of("__type", "Object", "value", 1));
    }

    @Test
    void aDateThatIsNoneNamesItsPlace() {
        assertThatExceptionOfType(EventSerializationException.class)
                .isThrownBy(() -> untyped("{\"nodes\":[{},{\"when\":{\"__type\":\"Date\",\"value\":\"soon\"}}]}"))
                .withMessageContaining("at nodes[1].when: ")
                .withMessageContaining("soon")
                .satisfies(failed -> assertThat(failed.propertyPath()).isEqualTo("nodes[1].when"));
    }
}
