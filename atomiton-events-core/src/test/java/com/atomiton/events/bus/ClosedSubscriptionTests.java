package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EventContext;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Once {@link Subscription#close()} has returned, no call of the handler begins. */
class ClosedSubscriptionTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Collected<Integer> calls = collected();
    private final Collected<Throwable> reported = collected();
    private final CountDownLatch onTheWay = new CountDownLatch(1);
    private final CountDownLatch mayGoOn = new CountDownLatch(1);

    /** Holds each call before it gets to the handler. */
    private final class Holding implements EventInterceptor {

        @Override
        public Object aroundHandle(Object payload, EventContext context, Invocation invocation) throws Exception {
            onTheWay.countDown();
            mayGoOn.await();
            return invocation.proceed(payload);
        }
    }

    @AfterEach
    void close() {
        mayGoOn.countDown();
        processes.close();
    }

    private DefaultEventBus bus(UnaryOperator<EventBusBuilder> customizer) {
        return processes.standalone(builder ->
                customizer.apply(builder.errorHandler((failure, context, listener) -> reported.accept(failure))));
    }

    private DefaultEventBus retrying(Duration pause) {
        return bus(builder -> builder.retry(new RetryTemplate(
                RetryPolicy.builder().maxRetries(3).delay(pause).build())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct", "serial", "wide"})
    void aListenerThatIsClosedBetweenTwoAttemptsIsNotCalledAgainAndThatIsNoFailure(String lane) throws Exception {
        DefaultEventBus bus = retrying(Duration.ofMillis(200));
        CountDownLatch failed = new CountDownLatch(1);
        Subscription failing = bus.on(
                Other.class,
                other -> {
                    calls.accept(other.number());
                    failed.countDown();
                    throw new IllegalStateException("on purpose");
                },
                options(lane));
        CompletableFuture<CompletableFuture<Void>> emitted =
                CompletableFuture.supplyAsync(() -> bus.emitConfirmed(new Other(1)));
        assertThat(failed.await(5, TimeUnit.SECONDS)).isTrue();

        failing.close();

        emitted.get(5, TimeUnit.SECONDS).get(5, TimeUnit.SECONDS);
        assertThat(calls.items()).containsExactly(1);
        assertThat(reported.items()).isEmpty();
        assertThat(bus.deadLetters()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aListenerThatIsClosedWhileItsEventIsOnTheWayIsNotCalled(boolean once) throws Exception {
        DefaultEventBus bus = bus(builder -> builder.interceptors(List.of(new Holding())));
        Subscription listener = once
                ? bus.once(Other.class, other -> calls.accept(other.number()))
                : bus.on(Other.class, other -> calls.accept(other.number()));
        CompletableFuture<Void> confirmed = bus.emitConfirmed(new Other(1));
        onTheWay.await();

        listener.close();
        mayGoOn.countDown();

        confirmed.get(5, TimeUnit.SECONDS);
        assertThat(calls.items()).isEmpty();
        assertThat(reported.items()).isEmpty();
    }

    @Test
    void aHandlerThatIsClosedWhileItsRequestIsOnTheWayIsNotCalled() throws Exception {
        DefaultEventBus bus = bus(builder -> builder.interceptors(List.of(new Holding())));
        Subscription handler = bus.handle(Execute.class, (execute, context) -> {
            calls.accept(1);
            return new Result("done", 1);
        });
        CompletableFuture<Result> reply = bus.request(new Execute("x", null), Result.class);
        onTheWay.await();

        handler.close();
        mayGoOn.countDown();

        assertThatThrownBy(() -> reply.get(5, TimeUnit.SECONDS)).cause().isInstanceOf(NoHandlerException.class);
        assertThat(calls.items()).isEmpty();
    }

    @Test
    void aDeadLetterThatIsOnItsWayAgainDoesNotReachAListenerThatIsClosed() throws Exception {
        DefaultEventBus bus = bus(builder -> builder);
        CountDownLatch holding = new CountDownLatch(1);
        Subscription failing = bus.on(Other.class, other -> {
            calls.accept(other.number());
            throw new IllegalStateException("on purpose");
        });
        bus.on(Result.class, result -> {
            holding.countDown();
            mayGoOn.await();
        });
        bus.emit(new Other(1));
        await().until(() -> bus.deadLetters().size() == 1);
        bus.emit(new Result("x", 1));
        holding.await();
        assertThat(bus.redeliver(bus.deadLetters().iterator().next().id())).isTrue();

        failing.close();
        mayGoOn.countDown();

        CompletableFuture<Void> later = new CompletableFuture<>();
        bus.once(Execute.class, execute -> later.complete(null));
        bus.emit(new Execute("x", null));
        later.get(5, TimeUnit.SECONDS);
        assertThat(calls.items()).containsExactly(1);
    }

    @Test
    void aListenerOfOneEventIsCalledOnceHoweverManyComeAtOnceAndAgainIfItFails() throws Exception {
        DefaultEventBus bus = retrying(Duration.ZERO);
        for (int round = 0; round < 200; round++) {
            AtomicInteger events = new AtomicInteger();
            AtomicInteger attempts = new AtomicInteger();
            bus.onceEvent(
                    Other.class,
                    (other, context) -> {
                        events.addAndGet(attempts.get() == 0 ? 1 : 0);
                        if (attempts.incrementAndGet() == 1) {
                            throw new IllegalStateException("on purpose");
                        }
                    },
                    SubscribeOptions.direct());
            List<Thread> emitting = IntStream.range(0, 3)
                    .mapToObj(i -> new Thread(() -> bus.emit(new Other(i))))
                    .toList();
            emitting.forEach(Thread::start);
            for (Thread thread : emitting) {
                thread.join();
            }
            assertThat(events).hasValue(1);
            assertThat(attempts).hasValue(2);
        }
        assertThat(bus.subscriptions()).isEmpty();
    }

    @Test
    void closingDoesNotWaitForTheHandlerThatRuns() throws Exception {
        DefaultEventBus bus = bus(builder -> builder);
        CountDownLatch running = new CountDownLatch(1);
        Subscription listener = bus.on(Other.class, other -> {
            running.countDown();
            mayGoOn.await();
        });
        bus.emit(new Other(1));
        running.await();

        listener.close();

        assertThat(mayGoOn.getCount()).isOne();
    }

    private static SubscribeOptions options(String lane) {
        return switch (lane) {
            case "direct" -> SubscribeOptions.direct();
            case "wide" -> SubscribeOptions.lane("wide").withConcurrency(3);
            default -> SubscribeOptions.defaults();
        };
    }
}
