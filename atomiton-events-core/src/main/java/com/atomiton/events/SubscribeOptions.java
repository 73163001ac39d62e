package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/**
 * Where a handler runs and whose events it gets. Immutable: each {@code with…} returns another one.
 *
 * <pre>{@code bus.on(Report.class, this::print, SubscribeOptions.lane("reports"));}</pre>
 */
public final class SubscribeOptions {

    /** The name of the lane that is no lane: the handler runs on the thread that brings the event. */
    public static final String DIRECT = "direct";

    private static final SubscribeOptions DEFAULTS = new SubscribeOptions(null, 1, Origin.ANY, null);

    private final @Nullable String lane;
    private final int concurrency;
    private final Origin origin;
    private final @Nullable String description;

    private SubscribeOptions(@Nullable String lane, int concurrency, Origin origin, @Nullable String description) {
        this.lane = lane;
        this.concurrency = concurrency;
        this.origin = origin;
        this.description = description;
    }

    /** The bus's shared lane (requests: a task of their own), events of any origin. */
    public static SubscribeOptions defaults() {
        return DEFAULTS;
    }

    /** In the lane of this name: one thread of its own, shared by all handlers that name it. */
    public static SubscribeOptions lane(String lane) {
        return new SubscribeOptions(lane, 1, Origin.ANY, null);
    }

    /** On the thread that brings the event: the emitting thread, or the one that reads the connection. It must not block. */
    public static SubscribeOptions direct() {
        return lane(DIRECT);
    }

    /** Only events of this origin, in the shared lane. */
    public static SubscribeOptions origin(Origin origin) {
        return DEFAULTS.withOrigin(origin);
    }

    /**
     * These options with a lane of several threads, which keeps the order of the events of one key.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public SubscribeOptions withConcurrency(int concurrency) {
        if (concurrency < 1) {
            throw new IllegalArgumentException("'concurrency' must be at least 1, but was " + concurrency);
        }
        return new SubscribeOptions(lane, concurrency, origin, description);
    }

    /** These options for events of this origin only. */
    public SubscribeOptions withOrigin(Origin origin) {
        return new SubscribeOptions(lane, concurrency, origin, description);
    }

    /** These options with a name for the handler, for logs and the endpoint; otherwise it is the handler's class. */
    public SubscribeOptions withDescription(String description) {
        return new SubscribeOptions(lane, concurrency, origin, description);
    }

    /** The lane's name; {@code null} for the default. */
    public @Nullable String lane() {
        return lane;
    }

    /** How many threads the lane has; 1 unless set. */
    public int concurrency() {
        return concurrency;
    }

    /** Whose events it gets. */
    public Origin origin() {
        return origin;
    }

    /** The name of the handler; {@code null} for its class. */
    public @Nullable String description() {
        return description;
    }
}
