package com.atomiton.events;

import org.jspecify.annotations.Nullable;

/** Answers a request. See {@link EventBus#handle(Class, RequestHandler)} for what may be returned. */
@FunctionalInterface
public interface RequestHandler<T, R extends @Nullable Object> {

    /**
     * Answers one request.
     *
     * @return the reply; a {@link java.util.concurrent.CompletionStage} is awaited, {@code null} is an empty reply
     * @throws Exception whatever it likes: it fails the request at the asker
     */
    R handle(T payload, RequestContext context) throws Exception;
}
