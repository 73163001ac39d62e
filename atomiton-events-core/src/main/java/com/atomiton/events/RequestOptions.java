package com.atomiton.events;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a request may say beyond its payload. Immutable: each {@code with…} and {@code onProgress} returns another one.
 *
 * <pre>{@code
 * bus.request(execute, Result.class, RequestOptions.timeout(ofMinutes(5)).onProgress(Progress.class, this::show));
 * }</pre>
 */
public final class RequestOptions {

    private static final RequestOptions DEFAULTS = new RequestOptions(null, null, Map.of(), null, null);

    private final @Nullable Duration timeout;
    private final @Nullable Peer target;
    private final Map<String, String> headers;
    private final @Nullable String correlationId;
    private final @Nullable ProgressListener<?> progressListener;

    private RequestOptions(
            @Nullable Duration timeout,
            @Nullable Peer target,
            Map<String, String> headers,
            @Nullable String correlationId,
            @Nullable ProgressListener<?> progressListener) {
        this.timeout = timeout;
        this.target = target;
        this.headers = headers;
        this.correlationId = correlationId;
        this.progressListener = progressListener;
    }

    /** Nothing set: the timeout of the properties, the target that answers the name. */
    public static RequestOptions defaults() {
        return DEFAULTS;
    }

    /** Answered by this peer and no other. */
    public static RequestOptions to(Peer target) {
        return DEFAULTS.withTarget(target);
    }

    /**
     * Fails when there is no reply after this time.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public static RequestOptions timeout(Duration timeout) {
        return DEFAULTS.withTimeout(timeout);
    }

    /** These options, answered by this peer and no other. */
    public RequestOptions withTarget(Peer target) {
        return new RequestOptions(timeout, target, headers, correlationId, progressListener);
    }

    /**
     * These options with a time after which the request fails, in place of {@code atomiton.events.request.timeout}.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public RequestOptions withTimeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("'timeout' must be positive, but was " + timeout);
        }
        return new RequestOptions(timeout, target, headers, correlationId, progressListener);
    }

    /** These options with one header more. */
    public RequestOptions withHeader(String name, String value) {
        return withHeaders(Map.of(name, value));
    }

    /** These options with more headers; the handler finds them in its context. */
    public RequestOptions withHeaders(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new RequestOptions(timeout, target, Map.copyOf(all), correlationId, progressListener);
    }

    /** These options with the id of what the request belongs to. */
    public RequestOptions withCorrelationId(String correlationId) {
        return new RequestOptions(timeout, target, headers, correlationId, progressListener);
    }

    /**
     * These options with a listener for the progress that the handler reports.
     *
     * @param type what the progress is decoded as
     * @param listener called on the task executor, in order, before the future completes
     */
    public <P> RequestOptions onProgress(Class<P> type, Consumer<? super P> listener) {
        return new RequestOptions(timeout, target, headers, correlationId, new ProgressListener<>(type, listener));
    }

    /** The time after which it fails; {@code null} for {@code atomiton.events.request.timeout}. */
    public @Nullable Duration timeout() {
        return timeout;
    }

    /** The one peer that is to answer; {@code null} for the rule of {@link EventBus#request(Object, Class)}. */
    public @Nullable Peer target() {
        return target;
    }

    /** The headers; unmodifiable. */
    public Map<String, String> headers() {
        return headers;
    }

    /** What the request belongs to. */
    public @Nullable String correlationId() {
        return correlationId;
    }

    /** The listener for progress; {@code null} if there is none, and then none is sent. */
    public @Nullable ProgressListener<?> progressListener() {
        return progressListener;
    }

    /**
     * A listener for the progress of one request.
     *
     * @param type what the progress is decoded as
     * @param listener called with it
     */
    public record ProgressListener<P>(Class<P> type, Consumer<? super P> listener) {

        /**
         * Gives the listener one report of progress.
         *
         * @throws ClassCastException if it is not of the listener's type
         */
        public void accept(Object progress) {
            listener.accept(type.cast(progress));
        }
    }
}
