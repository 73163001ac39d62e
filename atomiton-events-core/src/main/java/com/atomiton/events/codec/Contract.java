package com.atomiton.events.codec;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sender takes some events to look like. Only for an end that has said in its {@link Hello} or {@link Welcome}
 * that it takes one.
 *
 * @param fingerprints the fingerprint of each event's payload, by event name
 * @param shapes the schemas of events whose fingerprints differ at the two ends, by event name
 * @param ask whether the sender waits for the other end's shapes of the same events and, before WELCOME, for more of its
 *     fingerprints
 */
public record Contract(Map<String, String> fingerprints, Map<String, EventShape> shapes, boolean ask) {

    /** Takes copies; absent maps are empty. */
    public Contract {
        fingerprints = ControlBodies.copy(fingerprints);
        shapes = shapes(shapes);
    }

    private static Map<String, EventShape> shapes(@Nullable Map<String, EventShape> shapes) {
        return shapes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(shapes));
    }
}
