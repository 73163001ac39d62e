package com.atomiton.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an emit may say beyond its payload. Immutable: each {@code with…} returns another one.
 *
 * <pre>{@code bus.emit(state, EmitOptions.to(sender).withCorrelationId(id));}</pre>
 */
public final class EmitOptions {

    private static final EmitOptions DEFAULTS = new EmitOptions(null, null, Map.of(), null, null, false);

    private final @Nullable Peer target;
    private final @Nullable String key;
    private final Map<String, String> headers;
    private final @Nullable String correlationId;
    private final @Nullable Duration timeToLive;
    private final boolean afterCommit;

    private EmitOptions(
            @Nullable Peer target,
            @Nullable String key,
            Map<String, String> headers,
            @Nullable String correlationId,
            @Nullable Duration timeToLive,
            boolean afterCommit) {
        this.target = target;
        this.key = key;
        this.headers = headers;
        this.correlationId = correlationId;
        this.timeToLive = timeToLive;
        this.afterCommit = afterCommit;
    }

    /** Nothing set: to whoever listens, with the key and delivery of the event's type. */
    public static EmitOptions defaults() {
        return DEFAULTS;
    }

    /** Addressed to one peer; no other process gets it, this one's listeners neither. */
    public static EmitOptions to(Peer target) {
        return DEFAULTS.withTarget(target);
    }

    /**
     * Sent after the commit of the transaction that the calling thread is in, and never after a rollback; at once where
     * there is no transaction, or no {@code spring-tx}. What is emitted so in one transaction is sent in its order.
     *
     * <p>The emit returns {@link EmitResult#BUFFERED} then. What it would have thrown goes to the
     * {@link ConductorErrorHandler}, since the transaction cannot be rolled back any more. The payload is written after
     * the commit too, so it should not change until then.
     */
    public static EmitOptions afterCommit() {
        return DEFAULTS.withAfterCommit();
    }

    /** These options, addressed to one peer. */
    public EmitOptions withTarget(Peer target) {
        return new EmitOptions(target, key, headers, correlationId, timeToLive, afterCommit);
    }

    /** These options with a key in place of the one of the event's type; see {@link EventName#key()}. */
    public EmitOptions withKey(String key) {
        return new EmitOptions(target, key, headers, correlationId, timeToLive, afterCommit);
    }

    /** These options with one header more. */
    public EmitOptions withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** These options with more headers. */
    public EmitOptions withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new EmitOptions(target, key, Map.copyOf(all), correlationId, timeToLive, afterCommit);
    }

    /** These options with the id of what the event belongs to, for example the request or event that caused it. */
    public EmitOptions withCorrelationId(String correlationId) {
        return new EmitOptions(target, key, headers, correlationId, timeToLive, afterCommit);
    }

    /**
     * These options with a bound on how long the event may wait for a connection; it is dropped and counted after that.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public EmitOptions withTimeToLive(Duration timeToLive) {
        if (timeToLive.isNegative() || timeToLive.isZero()) {
            throw new IllegalArgumentException("'timeToLive' must be positive, but was " + timeToLive);
        }
        return new EmitOptions(target, key, headers, correlationId, timeToLive, afterCommit);
    }

    /** These options, sent after the commit of a transaction; see {@link #afterCommit()}. */
    public EmitOptions withAfterCommit() {
        return new EmitOptions(target, key, headers, correlationId, timeToLive, true);
    }

    /** The one peer it is addressed to; {@code null} for everyone who listens. */
    public @Nullable Peer target() {
        return target;
    }

    /** The key; {@code null} for the one of the event's type. */
    public @Nullable String key() {
        return key;
    }

    /** The headers; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What the event belongs to. */
    public @Nullable String correlationId() {
        return correlationId;
    }

    /** How long it may wait for a connection; {@code null} for as long as its session is kept. */
    public @Nullable Duration timeToLive() {
        return timeToLive;
    }

    /** Whether it waits for the commit of a transaction. */
    public boolean isAfterCommit() {
        return afterCommit;
    }
}
