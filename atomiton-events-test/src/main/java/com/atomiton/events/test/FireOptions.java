package com.atomiton.events.test;

import com.atomiton.events.Peer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a fired event's handlers see as its context. Immutable: each {@code with…} and {@code as…} returns another one.
 *
 * <pre>{@code bus.fire(execute, FireOptions.from(editor).withCorrelationId("42"));}</pre>
 */
public final class FireOptions {

    private static final FireOptions DEFAULTS = new FireOptions(null, Map.of(), null, false, false);

    private final @Nullable Peer sender;
    private final Map<String, String> headers;
    private final @Nullable String correlationId;
    private final boolean local;
    private final boolean redelivered;

    private FireOptions(
            @Nullable Peer sender,
            Map<String, String> headers,
            @Nullable String correlationId,
            boolean local,
            boolean redelivered) {
        this.sender = sender;
        this.headers = headers;
        this.correlationId = correlationId;
        this.local = local;
        this.redelivered = redelivered;
    }

    /** From another process: from main if the bus's role is renderer, else from a renderer. */
    public static FireOptions defaults() {
        return DEFAULTS;
    }

    /** From this other process. */
    public static FireOptions from(Peer sender) {
        return new FireOptions(sender, Map.of(), null, false, false);
    }

    /** From the bus's own process. */
    public static FireOptions local() {
        return new FireOptions(null, Map.of(), null, true, false);
    }

    /** These options with one header more. */
    public FireOptions withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new FireOptions(sender, Map.copyOf(all), correlationId, local, redelivered);
    }

    /** These options with the id of what the event belongs to. */
    public FireOptions withCorrelationId(String correlationId) {
        return new FireOptions(sender, headers, correlationId, local, redelivered);
    }

    /** These options for an event that an earlier process of this name may have seen. */
    public FireOptions asRedelivered() {
        return new FireOptions(sender, headers, correlationId, local, true);
    }

    FiredEvent event(String name, String id, Peer self, Peer other) {
        Peer from = sender != null ? sender : local ? self : other;
        return new FiredEvent(name, id, from, headers, correlationId, local, redelivered);
    }
}
