package com.atomiton.events.bus;

import com.atomiton.events.protocol.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The correlation id travels among an event's headers, but is none of them to an application. */
final class CorrelationId {

    private CorrelationId() {}

    static Map<String, String> with(Map<String, String> headers, @Nullable String correlationId) {
        if (correlationId == null) {
            return headers;
        }
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(Message.CORRELATION_ID, correlationId);
        return all;
    }

    static Map<String, String> without(Map<String, String> headers) {
        if (!headers.containsKey(Message.CORRELATION_ID)) {
            return headers;
        }
        Map<String, String> rest = new LinkedHashMap<>(headers);
        rest.remove(Message.CORRELATION_ID);
        return Map.copyOf(rest);
    }
}
