package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.EventType;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ParameterizedTypeReference;

/** For a while the system has no thread to give. */
class ExhaustedThreadsTests {

    private static final int CONCURRENCY = 4;

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean exhausted;

    private final Executor executor = task -> {
        if (exhausted) {
            refused.incrementAndGet();
            throw new OutOfMemoryError("unable to create native thread, on purpose");
        }
        threads.execute(task);
    };

    @AfterEach
    void close() {
        exhausted = false;
        processes.close();
        threads.shutdownNow();
    }

    private EventBusBuilder poor(EventBusBuilder builder) {
        return builder.taskExecutor(executor).requestConcurrency(CONCURRENCY).requestTimeout(Duration.ofSeconds(20));
    }

    @Test
    void allFuturesEndAndAllPlacesForRequestsAreThereAgain() throws Exception {
        DefaultEventBus bus = processes.standalone(this::poor);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        EventType<Other> inLane = EventType.of("test:in-lane", Other.class);
        bus.handle(
                inLane,
                (other, context) -> {
                    mayAnswer.await();
                    return "answer";
                },
                SubscribeOptions.lane("answers"));
        CountDownLatch together = new CountDownLatch(CONCURRENCY);
        bus.handle(Execute.class, (execute, context) -> {
            if (execute.blueprintId().equals("together")) {
                together.countDown();
                assertThat(together.await(5, TimeUnit.SECONDS)).isTrue();
            }
            return new Result("done", 1);
        });
        bus.on(Other.class, other -> {});
        bus.start();
        List<CompletableFuture<?>> meanwhile = new ArrayList<>();
        meanwhile.add(bus.request(
                inLane, new Other(1), new ParameterizedTypeReference<String>() {}, RequestOptions.defaults()));

        exhausted = true;
        mayAnswer.countDown();
        for (int i = 0; i < 3 * CONCURRENCY; i++) {
            meanwhile.add(bus.request(new Execute("x", null), Result.class));
            meanwhile.add(bus.emitConfirmed(new Other(i)));
        }
        await().until(() -> refused.get() > 2 * CONCURRENCY);
        assertThat(meanwhile).noneMatch(CompletableFuture::isDone);
        exhausted = false;

        for (CompletableFuture<?> future : meanwhile) {
            future.get(5, TimeUnit.SECONDS);
        }
        List<CompletableFuture<Result>> later = new ArrayList<>();
        for (int i = 0; i < CONCURRENCY; i++) {
            later.add(bus.request(new Execute("together", null), Result.class));
        }
        for (CompletableFuture<Result> future : later) {
            assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo(new Result("done", 1));
        }
    }

    @Test
    void requestsOfAPeerAreAnsweredWhenThereAreThreadsAgain() throws Exception {
        DefaultEventBus main = processes.main(this::poor);
        DefaultEventBus renderer = processes.renderer();
        main.handle(Execute.class, (execute, context) -> new Result("done", 1));
        Collected<ConnectionState> states = collected();
        main.onConnectionState(change -> states.accept(change.current()));
        connect(main, renderer);
        exhausted = true;
        List<CompletableFuture<Result>> asked = new ArrayList<>();
        for (int i = 0; i < 3 * CONCURRENCY; i++) {
            asked.add(renderer.request(new Execute("x", null), Result.class));
        }
        await().until(() -> refused.get() > 0);

        exhausted = false;

        for (CompletableFuture<Result> reply : asked) {
            assertThat(reply.get(5, TimeUnit.SECONDS)).isEqualTo(new Result("done", 1));
        }
        await().untilAsserted(() -> assertThat(renderer.sessions())
                .allMatch(session -> session.outbound().unacknowledged() == 0));
    }

    @Test
    void aFutureWhoseTimeIsOverEndsWhenThereIsAThread() throws Exception {
        DefaultEventBus bus = processes.standalone(this::poor);
        bus.handle(Execute.class, (execute, context) -> new Result("done", 1));
        bus.start();
        exhausted = true;
        CompletableFuture<Result> reply =
                bus.request(new Execute("x", null), Result.class, RequestOptions.timeout(Duration.ofMillis(50)));
        // The call and the end.
        await().until(() -> refused.get() >= 2);

        exhausted = false;

        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(RequestTimeoutException.class);
    }

    @Test
    void aBusThatStopsMeanwhileLeavesNoFutureWaiting() {
        DefaultEventBus bus = processes.standalone(builder -> poor(builder).shutdownTimeout(Duration.ofMillis(200)));
        bus.handle(Execute.class, (execute, context) -> new Result("done", 1));
        bus.start();
        exhausted = true;
        CompletableFuture<Result> reply = bus.request(new Execute("x", null), Result.class);

        bus.stop();

        assertThat(reply).isDone();
    }
}
