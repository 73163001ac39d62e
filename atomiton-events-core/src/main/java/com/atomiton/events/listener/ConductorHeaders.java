package com.atomiton.events.listener;

/**
 * The names under which a {@code Message} that a listener method takes, and so {@code @Header}, has what the bus knows
 * about an event. They stand beside the headers that the sender gave, which cannot replace them.
 */
public final class ConductorHeaders {

    /** The event's name, a {@code String}. */
    public static final String EVENT_NAME = "conductor_eventName";

    /** The id of the emit or request, a {@code String}; {@code MessageHeaders.ID} is another one, of the message alone. */
    public static final String ID = "conductor_id";

    /** The process that emitted the event, a {@link com.atomiton.events.Peer}. */
    public static final String SENDER = "conductor_sender";

    /** What the sender said the event belongs to, a {@code String}; absent if it said nothing. */
    public static final String CORRELATION_ID = "conductor_correlationId";

    /**
     * The {@link com.atomiton.events.EventContext}; for a request a {@link com.atomiton.events.RequestContext}.
     */
    public static final String CONTEXT = "conductor_context";

    private ConductorHeaders() {}
}
