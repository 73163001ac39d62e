package com.atomiton.events.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.EventContractException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

class RecordingEventBusRequestTests {

    private static final Execute EXECUTE = new Execute("hello-world");
    private static final Result RESULT = new Result("done");

    private final RecordingEventBus bus = new RecordingEventBus();
    private final List<Object> seen = new ArrayList<>();

    @Test
    void aRequestIsRecordedAndAnsweredByTheNewestScriptThatMatches() {
        RequestOptions options = RequestOptions.timeout(Duration.ofSeconds(1));
        bus.whenRequested("conductor:*").thenReply("by pattern");
        bus.whenRequested(Execute.class).thenReply(new Result("old"));
        bus.whenRequested(EventType.of("conductor:execute", Execute.class)).thenReply(RESULT);

        assertThat(bus.request(EXECUTE, Result.class)).isCompletedWithValue(RESULT);
        assertThat(bus.request(new Progress(1), String.class, options)).isCompletedWithValue("by pattern");
        assertThat(bus.requested())
                .containsExactly(
                        new RecordedRequest("conductor:execute", EXECUTE, Result.class, RequestOptions.defaults()),
                        new RecordedRequest("conductor:progress", new Progress(1), String.class, options));
    }

    @Test
    void progressComesInOrderBeforeTheReply() {
        bus.whenRequested(Execute.class)
                .withProgress(new Progress(10), new Progress(90))
                .thenReply(RESULT);

        var future =
                bus.request(EXECUTE, Result.class, RequestOptions.defaults().onProgress(Progress.class, seen::add));
        var unused = future.thenAccept(seen::add);

        assertThat(seen).containsExactly(new Progress(10), new Progress(90), RESULT);
    }

    @Test
    void theTestDecidesWhenAReplyComesAndSeesACancellation() {
        CompletableFuture<Result> reply = new CompletableFuture<>();
        RequestContext[] context = new RequestContext[1];
        bus.whenRequested(Execute.class).thenAnswer((execute, given) -> {
            context[0] = given;
            return reply;
        });

        var future =
                bus.request(EXECUTE, Result.class, RequestOptions.defaults().onProgress(Object.class, seen::add));
        assertThat(future).isNotDone();
        context[0].progress("one");
        future.cancel(true);
        context[0].progress("ignored");

        assertThat(context[0].isCancelled()).isTrue();
        assertThat(reply).isCancelled();
        assertThat(seen).containsExactly("one");
    }

    @Test
    void aScriptedFailureReachesTheAskerAsItIs() {
        IOException failure = new IOException("disk full");
        bus.whenRequested(Execute.class).thenFail(failure);
        failureOf(bus.request(EXECUTE, Result.class)).havingCause().isSameAs(failure);

        bus.whenRequested(Execute.class).thenAnswer((execute, context) -> {
            throw failure;
        });
        failureOf(bus.request(EXECUTE, Result.class)).havingCause().isSameAs(failure);

        bus.whenRequested(Execute.class)
                .thenAnswer((execute, context) -> CompletableFuture.completedFuture(execute)
                        .thenApply(ignored -> {
                            throw new IllegalStateException("later");
                        }));
        failureOf(bus.request(EXECUTE, Result.class))
                .havingCause()
                .isInstanceOf(IllegalStateException.class)
                .withMessage("later");

        bus.whenRequested(Execute.class).thenTimeOut();
        failureOf(bus.request(EXECUTE, Result.class, RequestOptions.timeout(Duration.ofMillis(1234))))
                .havingCause()
                .isInstanceOf(RequestTimeoutException.class)
                .withMessageContaining("1234 ms");
    }

    @Test
    void withoutAScriptTheHandlerOfThisBusAnswersUnlessAPeerIsAsked() {
        var subscription = bus.handle(Execute.class, (execute, context) -> {
            context.progress(new Progress(50));
            return new Result(execute.blueprintId() + " by " + context.name());
        });
        RequestOptions options = RequestOptions.defaults().onProgress(Progress.class, seen::add);
        RequestOptions addressed = RequestOptions.to(new Peer("7", null, ProcessRole.RENDERER));

        assertThat(bus.request(EXECUTE, Result.class, options))
                .isCompletedWithValue(new Result("hello-world by conductor:execute"));
        assertThat(seen).containsExactly(new Progress(50));
        failureOf(bus.request(EXECUTE, Result.class, addressed)).withCauseInstanceOf(NoHandlerException.class);
        subscription.close();
        subscription.close();
        failureOf(bus.request(EXECUTE, Result.class)).withCauseInstanceOf(NoHandlerException.class);
        assertThat(bus.requested()).hasSize(3);
    }

    @Test
    void whoAsksForAnotherTypeThanIsRepliedIsTold() {
        bus.whenRequested(Execute.class).thenReply(RESULT);

        failureOf(bus.request(EXECUTE, String.class))
                .withCauseInstanceOf(EventContractException.class)
                .withMessageContaining("'conductor:execute' was replied to with a " + Result.class.getName());
        assertThat(bus.request(EXECUTE, Void.class)).isCompletedWithValue(null);

        bus.whenRequested(Execute.class).thenReply(List.of(RESULT));
        assertThat(bus.request(
                        EventType.of(Execute.class),
                        EXECUTE,
                        new ParameterizedTypeReference<List<Result>>() {},
                        RequestOptions.defaults()))
                .isCompletedWithValue(List.of(RESULT));
    }

    private static ThrowableAssertAlternative<ExecutionException> failureOf(CompletableFuture<?> future) {
        return assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get);
    }
}
