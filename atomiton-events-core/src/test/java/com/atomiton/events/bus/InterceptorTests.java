package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

class InterceptorTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Collected<String> seen = TestProcesses.collected();

    @AfterEach
    void close() {
        processes.close();
    }

    /** Doubles the number of an {@link Other}, and says who emitted it. */
    private static final EventInterceptor DOUBLING = new EventInterceptor() {
        @Override
        public OutgoingEvent beforeEmit(OutgoingEvent event) {
            OutgoingEvent signed = event.withHeader("tenant", "north");
            return event.payload() instanceof Other other ? signed.withPayload(new Other(2 * other.number())) : signed;
        }
    };

    @Test
    void whatIsEmittedHasTheHeadersAndThePayloadThatAnInterceptorGaveIt() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(intercepted(DOUBLING));
        listen(main, "main");
        listen(renderer, "renderer");
        TestProcesses.connect(main, renderer);
        TestProcesses.awaitInterest(renderer, "conductor:other");

        renderer.emit(new Other(1), EmitOptions.defaults().withHeader("mine", "kept"));
        renderer.emitConfirmed(new Other(2)).get(5, TimeUnit.SECONDS);

        seen.awaitSize(4);
        assertThat(seen.items())
                .containsExactlyInAnyOrder(
                        "main 2 {mine=kept, tenant=north}",
                        "renderer 2 {mine=kept, tenant=north}",
                        "main 4 {tenant=north}",
                        "renderer 4 {tenant=north}");
    }

    private void listen(DefaultEventBus bus, String who) {
        bus.onEvent(
                Other.class,
                (other, context) -> seen.accept(who + " " + other.number() + " " + new TreeMap<>(context.headers())));
    }

    @Test
    void aRequestHasThemTooHereAndAtAPeer() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(intercepted(DOUBLING));
        main.handle(Other.class, (other, context) -> described(other, context));
        renderer.handle(Execute.class, (execute, context) -> described(new Other(0), context));
        TestProcesses.connect(main, renderer);
        TestProcesses.awaitInterest(renderer, "conductor:other");
        RequestOptions options =
                RequestOptions.defaults().withHeader("mine", "kept").withCorrelationId("c1");

        assertThat(renderer.request(new Other(4), String.class, options).get(5, TimeUnit.SECONDS))
                .isEqualTo("8 c1 {mine=kept, tenant=north}");
        assertThat(renderer.request(new Execute("b", null), String.class, options)
                        .get(5, TimeUnit.SECONDS))
                .isEqualTo("0 c1 {mine=kept, tenant=north}");
    }

    private static String described(Other other, RequestContext context) {
        return other.number() + " " + context.correlationId() + " " + new TreeMap<>(context.headers());
    }

    @Test
    void anInterceptorRefusesByThrowing() {
        DefaultEventBus bus = standalone(intercepted(new EventInterceptor() {
            @Override
            public OutgoingEvent beforeEmit(OutgoingEvent event) {
                throw new SecurityException("no " + event.name() + (event.request() ? " request" : ""));
            }
        }));
        bus.on("**", payload -> seen.accept(payload.toString()));
        bus.handle(Execute.class, (execute, context) -> "never");

        assertThatThrownBy(() -> bus.emit(new Other(1)))
                .isInstanceOf(SecurityException.class)
                .hasMessage("no conductor:other");
        assertThat(bus.request(new Execute("b", null), String.class))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .withMessage("no conductor:execute request");
        assertThat(bus.emitConfirmed(new Other(1)))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(SecurityException.class);
        bus.stop();
        assertThat(seen.items()).isEmpty();
    }

    @Test
    void anInterceptorCannotChangeTheType() {
        DefaultEventBus bus = standalone(intercepted(new EventInterceptor() {
            @Override
            public OutgoingEvent beforeEmit(OutgoingEvent event) {
                return event.withPayload("a text");
            }
        }));
        assertThatThrownBy(() -> bus.emit(new Other(1)))
                .isInstanceOf(EventContractException.class)
                .hasMessageContaining("'conductor:other' carries " + Other.class.getName())
                .hasMessageContaining("given a java.lang.String");
    }

    private EventInterceptor naming(String name) {
        return new EventInterceptor() {
            @Override
            public OutgoingEvent beforeEmit(OutgoingEvent event) {
                seen.accept(name + " emit");
                return event;
            }

            @Override
            public Object aroundHandle(Object payload, EventContext context, Invocation invocation) throws Exception {
                seen.accept(name + " before");
                try {
                    return Objects.requireNonNullElse(invocation.proceed(payload), "");
                } finally {
                    seen.accept(name + " after");
                }
            }
        };
    }

    @Test
    void theFirstInterceptorIsTheOutermost() throws Exception {
        DefaultEventBus bus = standalone(builder -> builder.interceptors(List.of(naming("one"), naming("two"))));
        bus.on(Other.class, other -> seen.accept("listener"));
        bus.emitConfirmed(new Other(1)).get(5, TimeUnit.SECONDS);
        assertThat(seen.items())
                .containsExactly(
                        "one emit", "two emit", "one before", "two before", "listener", "two after", "one after");
    }

    @Test
    void whatAnInterceptorThrowsIsAFailureOfTheListenerAndTheNextAttemptAsksItAgain() throws Exception {
        DefaultEventBus bus = standalone(builder -> builder.retry(new RetryTemplate(
                        RetryPolicy.builder().maxRetries(2).delay(Duration.ZERO).build()))
                .errorHandler((failure, context, listener) -> seen.accept("failed: " + failure.getMessage()))
                .interceptors(List.of(new EventInterceptor() {
                    @Override
                    public Object aroundHandle(Object payload, EventContext context, Invocation invocation) {
                        seen.accept("attempt");
                        throw new IllegalStateException("not today");
                    }
                })));
        bus.on(Other.class, other -> seen.accept("listener"));
        bus.emitConfirmed(new Other(1)).get(5, TimeUnit.SECONDS);
        assertThat(seen.items()).containsExactly("attempt", "attempt", "attempt", "failed: not today");
        assertThat(bus.deadLetters()).hasSize(1);
    }

    @Test
    void anInterceptorAnswersOrFailsTheRequestOfAPeer() throws Exception {
        DefaultEventBus main = processes.main(intercepted(new EventInterceptor() {
            @Override
            public Object aroundHandle(Object payload, EventContext context, Invocation invocation) throws Exception {
                Execute execute = (Execute) payload;
                assertThat(context).isInstanceOf(RequestContext.class);
                return switch (execute.blueprintId()) {
                    case "cached" -> new Result("cached", 1);
                    case "forbidden" -> throw new SecurityException("forbidden");
                    default ->
                        ((CompletionStage<?>) Objects.requireNonNull(invocation.proceed(new Execute("other", null))))
                                .thenApply(result -> new Result(((Result) result).executionId(), 3));
                };
            }
        }));
        main.handle(
                Execute.class,
                (execute, context) -> CompletableFuture.completedFuture(new Result(execute.blueprintId(), 2)));
        DefaultEventBus renderer = processes.renderer();
        TestProcesses.connect(main, renderer);
        TestProcesses.awaitInterest(renderer, "conductor:execute");

        assertThat(renderer.request(new Execute("cached", null), Result.class).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Result("cached", 1));
        assertThat(renderer.request(new Execute("any", null), Result.class).get(5, TimeUnit.SECONDS))
                .isEqualTo(new Result("other", 3));
        assertThat(renderer.request(new Execute("forbidden", null), Result.class))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableOfType(ExecutionException.class)
                .havingCause()
                .isInstanceOf(RemoteEventException.class)
                .withMessage("forbidden");
    }

    private DefaultEventBus standalone(UnaryOperator<EventBusBuilder> customizer) {
        return processes.standalone(customizer);
    }

    private static UnaryOperator<EventBusBuilder> intercepted(EventInterceptor interceptor) {
        return builder -> builder.interceptors(List.of(interceptor));
    }
}
