package com.atomiton.events.test;

import com.atomiton.events.EventContractException;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestOptions.ProgressListener;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/** A request while a script or a handler answers it, on the asker's thread. */
final class AnsweredRequest implements RequestContext {

    /** The default of {@code atomiton.events.request.timeout}. */
    static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final RecordedRequest request;
    private final String id;
    private final Peer self;
    private final Instant deadline;
    private final CompletableFuture<@Nullable Object> future = new CompletableFuture<>();

    AnsweredRequest(RecordedRequest request, String id, Peer self) {
        this.request = request;
        this.id = id;
        this.self = self;
        this.deadline = Instant.now().plus(timeout());
    }

    Duration timeout() {
        Duration given = request.options().timeout();
        return given == null ? TIMEOUT : given;
    }

    CompletableFuture<@Nullable Object> answerWith(RequestHandler<Object, ?> handler) {
        try {
            Object result = handler.handle(request.payload(), this);
            if (result instanceof CompletionStage<?> stage) {
                await(stage.toCompletableFuture());
            } else {
                reply(result);
            }
        } catch (Throwable failure) {
            future.completeExceptionally(failure);
        }
        return future;
    }

    private void await(CompletableFuture<?> stage) {
        var unused = stage.whenComplete((value, failure) -> {
            if (failure == null) {
                reply(value);
            } else {
                boolean wrapped = failure instanceof CompletionException && failure.getCause() != null;
                future.completeExceptionally(wrapped ? failure.getCause() : failure);
            }
        });
        var unusedToo = future.whenComplete((value, failure) -> {
            if (future.isCancelled()) {
                stage.cancel(true);
            }
        });
    }

    private void reply(@Nullable Object value) {
        Class<?> expected = ClassUtils.resolvePrimitiveIfNecessary(
                ResolvableType.forType(request.replyType()).toClass());
        if (value == null || expected == Void.class) {
            future.complete(null);
        } else if (expected.isInstance(value)) {
            future.complete(value);
        } else {
            future.completeExceptionally(new EventContractException(
                    "'" + name() + "' was replied to with a " + value.getClass().getName() + ", but asked for a "
                            + request.replyType().getTypeName(),
                    null));
        }
    }

    @Override
    public void progress(Object progress) {
        ProgressListener<?> listener = request.options().progressListener();
        if (listener != null && !future.isDone()) {
            listener.accept(progress);
        }
    }

    @Override
    public boolean isCancelled() {
        return future.isCancelled();
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public String name() {
        return request.name();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Peer sender() {
        return self;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of();
    }

    @Override
    public @Nullable String correlationId() {
        return null;
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean redelivered() {
        return false;
    }
}
