package com.atomiton.events.codec;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the bodies of control frames have in common. */
final class ControlBodies {

    private ControlBodies() {}

    /** Of HELLO and WELCOME: what neither end could go on with. */
    static void requireUsable(long received, long from, int maxFrame) {
        require(received >= 0, "'received' is " + received + ", below 0");
        require(from >= 1, "'from' is " + from + ", below 1");
        require(maxFrame >= Hello.LEAST_MAX_FRAME, "'maxFrame' is " + maxFrame + ", below " + Hello.LEAST_MAX_FRAME);
    }

    private static void require(boolean kept, String message) {
        if (!kept) {
            throw new IllegalArgumentException(message);
        }
    }

    static List<String> copy(@Nullable List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** In the order of the keys, so that equal bodies are equal bytes. */
    static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(map));
    }
}
