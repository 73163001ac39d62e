package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventSerializationException;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.transport.memory.MemoryHub;
import com.atomiton.events.transport.memory.MemoryServerTransport;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and confirmed emits at the edges of what they are given. */
class EdgeCaseTests {

    private final MemoryHub hub = new MemoryHub();
    private final MemoryServerTransport server = hub.server();
    private final TestProcesses processes = new TestProcesses(() -> server, hub::client);

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void aRequestMayWaitForEver() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.handle(
                Execute.class,
                (execute, context) -> new Result(context.deadline().toString(), 1));
        connect(main, renderer);
        RequestOptions forEver = RequestOptions.timeout(ChronoUnit.FOREVER.getDuration());

        renderer.request(new Execute("x", null), Result.class, forEver).get(5, TimeUnit.SECONDS);
        main.request(new Execute("x", null), Result.class, forEver).get(5, TimeUnit.SECONDS);
    }

    @Test
    void aRequestThatProvesTooLargeForTheMainThatAppearsFailsWithItsLimit() {
        DefaultEventBus main = processes.main(builder -> builder.maxFrameSize(70_000));
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        CompletableFuture<Result> reply = renderer.request(new Execute("x".repeat(75_000), null), Result.class);

        main.start();

        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(EventSerializationException.class)
                .hasMessageContaining("70000")
                .hasMessageContaining("atomiton.events.max-frame-size");
    }

    @Test
    void aRequestThatEndedWhileItWaitedForSpaceIsNotSent() throws Exception {
        DefaultEventBus main = processes.main();
        CountDownLatch timedOut = new CountDownLatch(1);
        DefaultEventBus renderer = processes.renderer(builder -> builder.outbound(1, 1_000_000)
                .overflow(OverflowPolicy.BLOCK, Duration.ofSeconds(20))
                .telemetry(new BusTelemetry() {
                    @Override
                    public void requested(String event, Duration duration, @Nullable Throwable failure) {
                        timedOut.countDown();
                    }
                }));
        CountDownLatch mayEnd = new CountDownLatch(1);
        main.on(Other.class, other -> mayEnd.await());
        Collected<String> handled = collected();
        main.handle(Execute.class, (execute, context) -> {
            handled.accept(execute.blueprintId());
            return new Result("done", 1);
        });
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");
        renderer.emit(new Other(1));
        CompletableFuture<CompletableFuture<Result>> asking = CompletableFuture.supplyAsync(() -> renderer.request(
                new Execute("late", null), Result.class, RequestOptions.timeout(Duration.ofMillis(50))));
        assertThat(timedOut.await(5, TimeUnit.SECONDS)).isTrue();

        mayEnd.countDown();
        CompletableFuture<Result> reply = asking.get(5, TimeUnit.SECONDS);
        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(RequestTimeoutException.class);
        renderer.request(new Execute("next", null), Result.class).get(5, TimeUnit.SECONDS);

        assertThat(handled.items()).containsExactly("next");
    }

    @Test
    void whatIsWrongWithAConfirmedEmitFailsItsFuture() {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        main.on(Progress.class, progress -> {});
        connect(main, renderer);
        awaitInterest(renderer, "conductor:progress");

        CompletableFuture<Void> confirmed = renderer.emitConfirmed(new Progress("x".repeat(70_000), 1));

        assertThatThrownBy(() -> confirmed.get(2, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("70000");
    }

    @Test
    void aConfirmationFailsWhenMainHasEnded() {
        DefaultEventBus main = processes.main(builder -> builder.shutdownTimeout(Duration.ofMillis(100)));
        DefaultEventBus renderer = processes.renderer();
        CountDownLatch mayEnd = new CountDownLatch(1);
        main.on(Other.class, other -> mayEnd.await());
        connect(main, renderer);
        awaitInterest(renderer, "conductor:other");
        CompletableFuture<Void> confirmed = renderer.emitConfirmed(new Other(1));
        await().until(() -> renderer.sessions().iterator().next().outbound().unacknowledged() > 0);

        server.kill();

        assertThatThrownBy(() -> confirmed.get(2, TimeUnit.SECONDS)).cause().isInstanceOf(PeerLostException.class);
        mayEnd.countDown();
    }

    @Test
    void aConfirmedEmitFromAWideLaneDoesNotWaitForThatLane() {
        DefaultEventBus bus = processes.main();
        SubscribeOptions wide = SubscribeOptions.lane("wide").withConcurrency(2);
        Collected<String> done = collected();
        bus.on(
                Execute.class,
                execute -> {
                    bus.emitConfirmed(new Progress("", 1)).get(2, TimeUnit.SECONDS);
                    bus.emitConfirmed(new Progress("", 2)).get(2, TimeUnit.SECONDS);
                    done.accept("confirmed");
                },
                wide);
        bus.on(Progress.class, progress -> {}, wide);
        bus.start();

        bus.emit(new Execute("x", null));

        done.awaitSize(1);
    }
}
