package com.atomiton.events.codec;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How one of the types that travel as a tagged date becomes text, and comes back from text and zone. */
record DateForm<T>(Class<T> type, Function<T, String> text, Function<T, String> zone, Reader<T> reader) {

    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ISO_OFFSET_DATE_TIME;

    static final DateForm<Instant> INSTANT =
            new DateForm<>(Instant.class, Instant::toString, date -> "", (text, zone) -> Instant.parse(text));

    private static final List<DateForm<?>> ALL = List.of(
            INSTANT,
            new DateForm<>(
                    Date.class,
                    date -> Instant.ofEpochMilli(date.getTime()).toString(),
                    date -> "",
                    (text, zone) -> Date.from(Instant.parse(text))),
            new DateForm<>(
                    OffsetDateTime.class, OFFSET::format, date -> "", (text, zone) -> OffsetDateTime.parse(text)),
            new DateForm<>(ZonedDateTime.class, OFFSET::format, DateForm::region, DateForm::zoned));

    /** Throws any runtime exception, which says what is wrong with the text. */
    interface Reader<T> {
        T read(String text, @Nullable String zone);
    }

    static @Nullable DateForm<?> of(Class<?> type) {
        return ALL.stream().filter(form -> form.type == type).findFirst().orElse(null);
    }

    private static String region(ZonedDateTime date) {
        return date.getZone() instanceof ZoneOffset ? "" : date.getZone().getId();
    }

    /** The offset in the text decides which of two equal local times in autumn it is. */
    private static ZonedDateTime zoned(String text, @Nullable String zone) {
        ZonedDateTime date = ZonedDateTime.parse(text);
        return zone == null ? date : ZonedDateTime.ofInstant(date.toLocalDateTime(), date.getOffset(), ZoneId.of(zone));
    }
}
