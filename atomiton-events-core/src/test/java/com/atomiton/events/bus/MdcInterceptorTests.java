package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.MdcInterceptor;
import com.atomiton.events.transport.memory.MemoryHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class MdcInterceptorTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final DefaultEventBus bus =
            processes.standalone(builder -> builder.interceptors(List.of(new MdcInterceptor())));
    private final Collected<Map<String, String>> seen = TestProcesses.collected();

    @AfterEach
    void close() {
        MDC.clear();
        processes.close();
    }

    @Test
    void aListenerFindsItsEventAndCorrelationIdAndTheNextOneItsOwn() {
        Collected<String> ids = TestProcesses.collected();
        bus.onEvent("**", (payload, context) -> {
            ids.accept(context.id());
            seen.accept(MDC.getCopyOfContextMap());
        });
        bus.emit(new Other(1), EmitOptions.defaults().withCorrelationId("c1"));
        bus.emit(new Result("a", 1));
        seen.awaitSize(2);
        assertThat(seen.items())
                .containsExactly(
                        Map.of("atomiton.event", "conductor:other", "atomiton.correlationId", "c1"),
                        Map.of(
                                "atomiton.event",
                                "conductor:result",
                                "atomiton.correlationId",
                                ids.items().get(1)));
    }

    @Test
    void theHandlerOfARequestFindsItsOwn() {
        bus.handle(Execute.class, (execute, context) -> MDC.getCopyOfContextMap());
        assertThat(bus.request(
                        new Execute("b", null),
                        Map.class,
                        RequestOptions.defaults().withCorrelationId("c2")))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(Map.of("atomiton.event", "conductor:execute", "atomiton.correlationId", "c2"));
    }

    @Test
    void whatAPeerWroteForgesNoLine() {
        DefaultEventBus main = processes.main(builder -> builder.interceptors(List.of(new MdcInterceptor())));
        DefaultEventBus renderer = processes.renderer();
        main.on(Other.class, other -> seen.accept(MDC.getCopyOfContextMap()));
        TestProcesses.connect(main, renderer);
        TestProcesses.awaitInterest(renderer, "conductor:other");
        renderer.emit(new Other(1), EmitOptions.defaults().withCorrelationId("a\nforged"));
        seen.awaitSize(1);
        assertThat(seen.items())
                .containsExactly(
                        Map.of("atomiton.event", "conductor:other", "atomiton.correlationId", "a\\u000Aforged"));
    }

    @Test
    void onTheEmittersOwnThreadWhatWasThereComesBackAlsoAfterAFailure() {
        bus.on(
                Other.class,
                other -> {
                    bus.emit(new Result("inner", 1), EmitOptions.defaults().withCorrelationId("inner"));
                    seen.accept(MDC.getCopyOfContextMap());
                },
                SubscribeOptions.lane("direct"));
        bus.on(
                Result.class,
                result -> {
                    throw new IllegalStateException("after it");
                },
                SubscribeOptions.lane("direct"));
        MDC.put("mine", "stays");
        bus.emit(new Other(1), EmitOptions.defaults().withCorrelationId("outer"));
        assertThat(seen.items())
                .containsExactly(Map.of(
                        "mine", "stays", "atomiton.event", "conductor:other", "atomiton.correlationId", "outer"));
        assertThat(MDC.getCopyOfContextMap()).isEqualTo(Map.of("mine", "stays"));
    }
}
