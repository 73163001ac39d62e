package com.atomiton.events.bus;

import com.atomiton.events.protocol.Depth;
import com.atomiton.events.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Headers that travel among those of an event and are none of them to an application: the correlation id, how many
 * handlers wait for it, and what traces are carried with.
 */
final class ReservedHeaders {

    /** Those of W3C and the forms of B3; what else a propagator is told to carry was asked for. */
    private static final Set<String> NAMES = Set.of(
            Message.CORRELATION_ID,
            Depth.HEADER,
            "traceparent",
            "tracestate",
            "baggage",
            "b3",
            "x-b3-traceid",
            "x-b3-spanid",
            "x-b3-parentspanid",
            "x-b3-sampled",
            "x-b3-flags");

    private ReservedHeaders() {}

    /** What travels: these headers and the correlation id. */
    static Map<String, String> with(Map<String, String> headers, @Nullable String correlationId) {
        if (correlationId == null) {
            return headers;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Message.CORRELATION_ID, correlationId);
        return all;
    }

    /** What of the headers that have travelled an application sees. */
    static Map<String, String> visible(Map<String, String> headers) {
        if (headers.isEmpty() || headers.keySet().stream().noneMatch(ReservedHeaders::isReserved)) {
            return headers;
        }
        Map<String, String> rest = new LinkedHashMap<>(headers);
        rest.keySet().removeIf(ReservedHeaders::isReserved);
        return Map.copyOf(rest);
    }

    private static boolean isReserved(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
