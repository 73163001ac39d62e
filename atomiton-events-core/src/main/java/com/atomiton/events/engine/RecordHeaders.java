package com.atomiton.events.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headers of a record by their names, of which each begins with {@value #PREFIX}. Not thread-safe. */
final class RecordHeaders {

    static final String PREFIX = "atomiton-";

    /** Before the names of an event's own headers. */
    private static final String OWN = PREFIX + "header-";

    private final Map<String, String> values;

    RecordHeaders() {
        this(new HashMap<>());
    }

    RecordHeaders(Map<String, String> values) {
        this.values = values;
    }

    RecordHeaders with(String name, @Nullable Object value) {
        if (value != null) {
            values.put(PREFIX + name, value.toString());
        }
        return this;
    }

    /** The headers that travel with an event: percent-encoded, since their names may be any text. */
    RecordHeaders withOwn(Map<String, String> headers) {
        headers.forEach((name, value) -> values.put(OWN + HeaderNames.encode(name), value));
        return this;
    }

    @Nullable
    String find(String name) {
        return values.get(PREFIX + name);
    }

    /** @throws EngineRecordRefusedException if it is missing */
    String text(String name) {
        String value = find(name);
        if (value == null) {
            throw new EngineRecordRefusedException("a record without the header '" + PREFIX + name + "'", null);
        }
        return value;
    }

    /** @throws EngineRecordRefusedException if it is no number */
    long number(String name, long absent) {
        String value = find(name);
        if (value == null) {
            return absent;
        }
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException malformed) {
            throw new EngineRecordRefusedException(
                    "the header '" + PREFIX + name + "' of a record is no number", malformed);
        }
    }

    Map<String, String> own() {
        Map<String, String> own = new HashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(OWN)) {
                own.put(HeaderNames.decode(name.substring(OWN.length())), value);
            }
        });
        return own;
    }

    Map<String, String> values() {
        return values;
    }
}
