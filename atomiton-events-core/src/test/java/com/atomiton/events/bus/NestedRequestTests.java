package com.atomiton.events.bus;

import static com.atomiton.events.bus.RequestContract.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EventBusException;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Handlers that wait for what they ask others. */
class NestedRequestTests {

    private static final int CONCURRENCY = 4;

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final DefaultEventBus bus = processes.standalone(
            builder -> builder.requestConcurrency(CONCURRENCY).requestTimeout(Duration.ofSeconds(20)));

    @AfterEach
    void close() {
        processes.close();
    }

    @Test
    void asManyHandlersAsMayRunAskAHandlerOfTheirProcessAndEnd() throws Exception {
        CountDownLatch allRun = new CountDownLatch(CONCURRENCY);
        bus.handle(Other.class, (other, context) -> other.number() + 1);
        bus.handle(Execute.class, (execute, context) -> {
            allRun.countDown();
            allRun.await();
            return bus.request(new Other(1), Integer.class).get();
        });
        bus.start();

        List<CompletableFuture<Integer>> replies = IntStream.range(0, 3 * CONCURRENCY)
                .mapToObj(i -> bus.request(new Execute("outer", null), Integer.class))
                .toList();

        for (CompletableFuture<Integer> reply : replies) {
            assertThat(get(reply)).isEqualTo(2);
        }
    }

    @Test
    void aHandlerThatAsksItselfWithoutAnEndIsRefusedAtOnceWithTheReason() {
        bus.handle(Other.class, (other, context) -> {
            try {
                return bus.request(new Other(other.number() + 1), Integer.class).get();
            } catch (ExecutionException failed) {
                throw (Exception) failed.getCause();
            }
        });
        bus.start();

        assertThatThrownBy(() -> get(bus.request(new Other(1), Integer.class)))
                .cause()
                .isInstanceOf(EventBusException.class)
                .hasMessageContaining("'conductor:other'")
                .hasMessageContaining("handlers ask each other in a circle")
                .hasMessageContaining("16");
    }

    @Test
    void aListenerThatAHandlerWaitsForMayAskToo() throws Exception {
        CountDownLatch allRun = new CountDownLatch(CONCURRENCY);
        bus.handle(Execute.class, (execute, context) -> {
            allRun.countDown();
            allRun.await();
            bus.emitConfirmed(new Other(1)).get();
            return "done";
        });
        bus.handle(TestEvents.Result.class, (result, context) -> 2);
        bus.on(
                Other.class,
                other -> bus.request(new TestEvents.Result("inner", 1), Integer.class)
                        .get());
        bus.start();

        List<CompletableFuture<String>> replies = IntStream.range(0, CONCURRENCY)
                .mapToObj(i -> bus.request(new Execute("outer", null), String.class))
                .toList();

        for (CompletableFuture<String> reply : replies) {
            assertThat(get(reply)).isEqualTo("done");
        }
    }
}
