package com.atomiton.events.bus;

import com.atomiton.events.Failures;
import com.atomiton.events.Peer;
import com.atomiton.events.RequestContext;
import com.atomiton.events.observation.EventObservations;
import io.micrometer.observation.Observation;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A request while it is answered. */
final class ActiveRequest implements RequestContext {

    private final IncomingEvent event;
    private final Instant deadline;
    private final Answer answer;
    private final Executor executor;
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile Runnable leaveQueue = () -> {};
    private volatile boolean cancelled;
    private volatile @Nullable CompletableFuture<?> stage;
    private volatile Observation observation = Observation.NOOP;

    /** @param executor runs what hangs on a future of the handler that is cancelled: it is not ours and may block */
    ActiveRequest(IncomingEvent event, Instant deadline, Answer answer, Executor executor) {
        this.event = event;
        this.deadline = deadline;
        this.answer = answer;
        this.executor = executor;
    }

    /** The observation, started, is ended with this. */
    void observedBy(Observation started) {
        observation = started;
    }

    /** It waits for its turn, which it need not wait for once it is cancelled. */
    void waitsIn(Runnable leave) {
        leaveQueue = leave;
    }

    /** Its handler is to be called now; {@code false} if nobody waits for that any more. */
    boolean begin() {
        return begun.compareAndSet(false, true);
    }

    /** Whether its handler has been called, or will not be. */
    boolean hasBegun() {
        return begun.get();
    }

    /**
     * Nobody waits any more. If its handler has not been called, it is over; what that returned, if it is a future, is
     * cancelled.
     */
    void cancel() {
        cancelled = true;
        if (begin()) {
            end(() -> {}, null);
            leaveQueue.run();
            return;
        }
        CompletableFuture<?> running = stage;
        if (running != null) {
            executor.execute(() -> running.cancel(true));
        }
    }

    /** Answers with what the handler returned, now or when it is there. */
    void answerWith(@Nullable Object result) {
        if (!(result instanceof CompletionStage<?> later)) {
            end(() -> answer.reply(result), null);
            return;
        }
        CompletableFuture<?> running = later.toCompletableFuture();
        stage = running;
        if (cancelled) {
            running.cancel(true);
        }
        var unused = running.whenComplete((value, failure) -> Tasks.run(() -> {
            if (failure != null) {
                fail(failure);
            } else {
                end(() -> answer.reply(value), null);
            }
        }));
    }

    void fail(Throwable failure) {
        boolean wraps = failure instanceof CompletionException || failure instanceof ExecutionException;
        Throwable wrapped = wraps ? Failures.cause(failure) : null;
        Throwable own = wrapped == null ? failure : wrapped;
        end(() -> answer.failed(own), own);
    }

    private void end(Runnable last, @Nullable Throwable failure) {
        if (!ended.compareAndSet(false, true)) {
            return;
        }
        Throwable observed = failure;
        try {
            if (!cancelled) {
                last.run();
            }
        } catch (Throwable unwritable) {
            observed = unwritable;
            answer.failed(unwritable);
        } finally {
            answer.done();
            EventObservations.stop(observation, observed);
        }
    }

    IncomingEvent event() {
        return event;
    }

    @Override
    public void progress(Object progress) {
        if (!cancelled && !ended.get()) {
            answer.progress(progress);
        }
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }

    @Override
    public String name() {
        return event.name();
    }

    @Override
    public String id() {
        return event.id();
    }

    @Override
    public Peer sender() {
        return event.sender();
    }

    @Override
    public Map<String, String> headers() {
        return event.headers();
    }

    @Override
    public @Nullable String correlationId() {
        return event.correlationId();
    }

    @Override
    public boolean isLocal() {
        return event.isLocal();
    }

    @Override
    public boolean redelivered() {
        return event.redelivered();
    }

    @Override
    public String toString() {
        return "request " + event;
    }
}
