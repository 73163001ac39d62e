package com.atomiton.events.observation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a propagator writes a trace into headers, and reads it from there. */
final class HeaderCarrier {

    private HeaderCarrier() {}

    static void set(@Nullable Map<String, String> headers, String name, String value) {
        if (headers != null) {
            headers.put(name, value);
        }
    }

    static @Nullable String get(@Nullable Map<String, String> headers, String name) {
        return headers == null ? null : headers.get(name);
    }
}
