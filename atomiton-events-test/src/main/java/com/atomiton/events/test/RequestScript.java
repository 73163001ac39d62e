package com.atomiton.events.test;

import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how a {@link RecordingEventBus} answers requests; it holds for each request that follows, until a newer script
 * matches it too. Complete once one of the {@code then…} methods has been called.
 *
 * <pre>{@code bus.whenRequested(Execute.class).withProgress(half).thenReply(result);}</pre>
 *
 * @param <T> the request's payload
 */
public final class RequestScript<T> {

    private final Consumer<RequestHandler<Object, ?>> complete;
    private final List<Object> progress;

    RequestScript(Consumer<RequestHandler<Object, ?>> complete, List<Object> progress) {
        this.complete = complete;
        this.progress = progress;
    }

    /** This script with reports of progress, given in this order to the asker's listener before the answer. */
    public RequestScript<T> withProgress(Object... reports) {
        return new RequestScript<>(complete, List.of(reports));
    }

    /** Replies with this; {@code null} is an empty reply. The future fails if the asker wants another type. */
    public void thenReply(@Nullable Object reply) {
        later(context -> CompletableFuture.completedFuture(reply));
    }

    /**
     * Fails the future with this, as it is. What another process's handler threw reaches the asker as a
     * {@link com.atomiton.events.RemoteEventException}, so that is what to pass for it.
     */
    public void thenFail(Throwable failure) {
        later(context -> CompletableFuture.failedFuture(failure));
    }

    /** Fails the future with a {@link RequestTimeoutException}, at once. */
    public void thenTimeOut() {
        later(context -> CompletableFuture.failedFuture(
                new RequestTimeoutException(context.name(), context.id(), "reply", context.timeout())));
    }

    private void later(Function<AnsweredRequest, CompletableFuture<?>> answer) {
        RequestHandler<T, CompletableFuture<?>> handler = (payload, context) -> answer.apply((AnsweredRequest) context);
        thenAnswer(handler);
    }

    /**
     * Answers as a handler would. It runs on the asker's thread; with a {@link java.util.concurrent.CompletionStage} that
     * it returns, the test decides when the reply comes.
     */
    @SuppressWarnings("unchecked") // only payloads that belong to the name are requested under it
    public void thenAnswer(RequestHandler<? super T, ? extends @Nullable Object> answer) {
        RequestHandler<Object, ? extends @Nullable Object> handler =
                (RequestHandler<Object, ? extends @Nullable Object>) answer;
        complete.accept((payload, context) -> {
            progress.forEach(context::progress);
            return handler.handle(payload, context);
        });
    }
}
