package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** The application's code throws errors, blocks and returns the wrong things, where the bus calls it. */
class HostileCodeTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);

    @EventName("conductor:positive")
    record Positive(int number) {
        Positive {
            if (number < 0) {
                throw new AssertionError("on purpose");
            }
        }
    }

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void anErrorInThePayloadsOwnConstructorDoesNotEndTheLane() {
        EventType<Map<String, Integer>> asMap =
                EventType.of("conductor:positive", new ParameterizedTypeReference<>() {});
        Collected<Throwable> failures = collected();
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(
                builder -> builder.errorHandler((failure, context, listener) -> failures.accept(failure)));
        Collected<Integer> received = collected();
        renderer.on(Positive.class, positive -> received.accept(positive.number()));
        connect(main, renderer);

        main.emit(asMap, Map.of("number", -1));
        main.emit(asMap, Map.of("number", 5));

        received.awaitSize(1);
        assertThat(received.items()).containsExactly(5);
        assertThat(failures.items()).singleElement().isInstanceOf(AssertionError.class);
        await().until(() -> main.sessions().iterator().next().outbound().events() == 0);
    }

    @Test
    void anErrorOfAProgressListenerDoesNotKeepTheReplyBack() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            context.progress(new Progress("e", 50));
            return new Result("done", 1);
        });
        connect(main, renderer);

        CompletableFuture<Result> reply = renderer.request(
                new Execute("x", null), Result.class, RequestOptions.defaults().onProgress(Progress.class, progress -> {
                    throw new AssertionError("on purpose");
                }));

        assertThat(reply.get(5, TimeUnit.SECONDS).executionId()).isEqualTo("done");
    }

    @Test
    void anErrorOfAStateListenerDoesNotKeepLaterChangesBack() {
        DefaultEventBus main = processes.main();
        Collected<Object> states = collected();
        main.onConnectionState(change -> {
            states.accept(change.current());
            throw new AssertionError("on purpose");
        });
        main.start();
        states.awaitSize(1);

        main.stop();

        states.awaitSize(2);
    }

    @Test
    void anExceptionThatIsLargerThanAFrameFailsTheRequestAtOnce() {
        DefaultEventBus main =
                processes.main(builder -> builder.maxFrameSize(70_000).requestConcurrency(1));
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> {
            throw new IllegalStateException("x".repeat(100_000));
        });
        connect(main, renderer);

        for (int i = 0; i < 3; i++) {
            CompletableFuture<Result> reply = renderer.request(new Execute("x", null), Result.class);

            assertThatThrownBy(() -> reply.get(2, TimeUnit.SECONDS))
                    .cause()
                    .isInstanceOf(RemoteEventException.class)
                    .hasMessageContaining("IllegalStateException: xxx")
                    .hasMessageContaining("atomiton.events.max-frame-size");
        }
    }

    @Test
    void whatHangsOnACancelledResultDoesNotHoldTheReadingThread() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch mayEnd = new CountDownLatch(1);
        CountDownLatch handled = new CountDownLatch(1);
        main.handle(Execute.class, (execute, context) -> {
            CompletableFuture<Result> result = new CompletableFuture<>();
            var unused = result.whenComplete((value, failure) -> {
                try {
                    mayEnd.await();
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                }
            });
            handled.countDown();
            return result;
        });
        Collected<Integer> received = collected();
        main.on(Other.class, other -> received.accept(other.number()));
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");
        CompletableFuture<Result> reply = renderer.request(new Execute("x", null), Result.class);
        assertThat(handled.await(5, TimeUnit.SECONDS)).isTrue();

        reply.cancel(true);
        renderer.emit(new Other(1));

        try {
            received.awaitSize(1);
        } finally {
            mayEnd.countDown();
        }
    }
}
