package com.atomiton.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known about an event besides its payload. Immutable; usable after the handler has returned. */
public interface EventContext {

    /** The event's name, also where the subscription was made with a pattern. */
    String name();

    /** Identifies this emit: the same at every process that receives it. */
    String id();

    /** The process that emitted the event; this process itself if {@link #isLocal()}. */
    Peer sender();

    /** The headers given with {@link EmitOptions} or {@link RequestOptions}; unmodifiable, empty if there are none. */
    Map<String, String> headers();

    /** What the sender said this event belongs to. */
    @Nullable
    String correlationId();

    /** Whether this process emitted the event itself. */
    boolean isLocal();

    /**
     * Whether the event may have been seen before by an earlier process of this name: it was sent to that process,
     * which ended before it said that it was done with it.
     */
    boolean redelivered();
}
