package com.atomiton.events.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.EmitOptions;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Result;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.observation.DefaultHandleObservationConvention;
import com.atomiton.events.observation.EventObservations;
import com.atomiton.events.observation.HandleObservationContext;
import com.atomiton.events.transport.memory.MemoryHub;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Context;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.observation.transport.SenderContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ObservationTests {

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Observed main = new Observed();
    private final Observed renderer = new Observed();

    /** A registry that complains of what is stopped twice or in a wrong order, and what has ended in it. */
    private static final class Observed implements ObservationHandler<Context> {

        private final TestObservationRegistry registry = TestObservationRegistry.create();
        private final Collected<Context> ended = TestProcesses.collected();

        Observed() {
            registry.observationConfig().observationHandler(this);
        }

        @Override
        public void onStop(Context context) {
            ended.accept(context);
        }

        @Override
        public boolean supportsContext(Context context) {
            return true;
        }

        UnaryOperator<EventBusBuilder> bus() {
            return builder -> builder.observations(EventObservations.of(registry))
                    .errorHandler((failure, context, listener) -> {});
        }

        void awaitEnded(String... descriptions) {
            await().untilAsserted(() ->
                    assertThat(ended.items()).extracting(Observed::described).containsExactlyInAnyOrder(descriptions));
        }

        private static String described(Context context) {
            Throwable error = context.getError();
            return context.getName()
                    + ' '
                    + values(context.getLowCardinalityKeyValues())
                    + (error == null ? "" : ' ' + error.getClass().getSimpleName());
        }

        private static Map<String, String> values(KeyValues keyValues) {
            Map<String, String> values = new TreeMap<>();
            for (KeyValue keyValue : keyValues) {
                values.put(keyValue.getKey(), keyValue.getValue());
            }
            return values;
        }
    }

    @AfterEach
    void nothingStaysCurrent() {
        processes.close();
        for (Observed each : List.of(main, renderer)) {
            TestObservationRegistryAssert.assertThat(each.registry).doesNotHaveAnyRemainingCurrentObservation();
        }
    }

    @Test
    void anEmitAndWhatListenersMakeOfItIsObservedAtBothEnds() {
        DefaultEventBus mainBus = processes.main(main.bus());
        DefaultEventBus rendererBus =
                processes.renderer(builder -> renderer.bus().apply(builder).name("editor"));
        mainBus.on(Other.class, other -> {
            if (other.number() == 2) {
                throw new IllegalStateException("two");
            }
        });
        TestProcesses.connect(mainBus, rendererBus);
        TestProcesses.awaitInterest(rendererBus, "conductor:other");

        rendererBus.emit(new Other(1), EmitOptions.defaults().withCorrelationId("c1"));
        rendererBus.emit(new Other(2));
        rendererBus.emit(new Result("nobody", 1));
        rendererBus.emit("no:type", "nobody");

        renderer.awaitEnded(
                "conductor.emit {event=conductor:other, outcome=accepted, role=renderer}",
                "conductor.emit {event=conductor:other, outcome=accepted, role=renderer}",
                "conductor.emit {event=conductor:result, outcome=no-subscriber, role=renderer}",
                "conductor.emit {event=other, outcome=no-subscriber, role=renderer}");
        main.awaitEnded(
                "conductor.handle {event=conductor:other, kind=event, origin=remote, outcome=success, role=main}",
                "conductor.handle {event=conductor:other, kind=event, origin=remote, outcome=error, role=main}"
                        + " IllegalStateException");
        Context emitted = renderer.ended.items().get(0);
        assertThat(emitted.getContextualName()).isEqualTo("conductor:other emit");
        assertThat(Observed.values(emitted.getHighCardinalityKeyValues()))
                .isEqualTo(Map.of("correlation.id", "c1", "peer", "none"));
        Context handled = main.ended.items().get(0);
        assertThat(handled.getContextualName()).isEqualTo("conductor:other handle");
        assertThat(Observed.values(handled.getHighCardinalityKeyValues()))
                .containsEntry("correlation.id", "c1")
                .containsOnlyKeys("correlation.id", "peer", "listener")
                .extractingByKey("peer")
                .asString()
                .startsWith("renderer editor (");
    }

    @Test
    void aRequestIsObservedAtBothEndsHoweverItEnds() throws Exception {
        CountDownLatch timedOut = new CountDownLatch(1);
        DefaultEventBus mainBus = processes.main(main.bus());
        mainBus.handle(Execute.class, (execute, context) -> switch (execute.blueprintId()) {
            case "later" -> CompletableFuture.supplyAsync(() -> new Result("later", 1), Runnable::run);
            case "failing" -> throw new IllegalStateException("failing");
            case "slow" -> timedOut.await(10, TimeUnit.SECONDS);
            default -> new Result("now", 1);
        });
        DefaultEventBus rendererBus = processes.renderer(renderer.bus());
        TestProcesses.connect(mainBus, rendererBus);
        TestProcesses.awaitInterest(rendererBus, "conductor:execute");

        request(rendererBus, "now");
        request(rendererBus, "later");
        request(rendererBus, "failing");
        assertThat(rendererBus.request(
                        new Execute("slow", null), Object.class, RequestOptions.timeout(Duration.ofMillis(50))))
                .failsWithin(Duration.ofSeconds(10));
        timedOut.countDown();
        assertThat(rendererBus.request(new Other(1), Object.class)).failsWithin(Duration.ofSeconds(10));

        String request = "conductor.request {event=conductor:execute, outcome=";
        renderer.awaitEnded(
                request + "success, role=renderer}",
                request + "success, role=renderer}",
                request + "error, role=renderer} RemoteEventException",
                request + "timeout, role=renderer} RequestTimeoutException",
                "conductor.request {event=conductor:other, outcome=no-handler, role=renderer} NoHandlerException");
        String handle = "conductor.handle {event=conductor:execute, kind=request, origin=remote, outcome=";
        main.awaitEnded(
                handle + "success, role=main}",
                handle + "success, role=main}",
                handle + "error, role=main} IllegalStateException",
                handle + "success, role=main}");
    }

    private static void request(DefaultEventBus bus, String blueprint) {
        assertThat(bus.request(new Execute(blueprint, null), Object.class).handle((result, failure) -> true))
                .succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void theObservationIsCurrentForHandlersProgressAndWhatHangsOnTheFuture() {
        Collected<String> current = TestProcesses.collected();
        // What is hung on a future that is complete already runs where that is done.
        CountDownLatch hung = new CountDownLatch(1);
        DefaultEventBus bus = processes.standalone(main.bus());
        bus.on(Other.class, other -> current.accept("listener " + current()));
        bus.handle(Execute.class, (execute, context) -> {
            current.accept("handler " + current());
            context.progress("half");
            hung.await(10, TimeUnit.SECONDS);
            return "done";
        });
        bus.emit(new Other(1));
        current.awaitSize(1);
        bus.request(
                        new Execute("b", null),
                        String.class,
                        RequestOptions.defaults()
                                .onProgress(String.class, progress -> current.accept("progress " + current())))
                .whenComplete((reply, failure) -> current.accept("reply " + current()));
        hung.countDown();

        current.awaitSize(4);
        assertThat(current.items())
                .containsExactly(
                        "listener conductor.handle",
                        "handler conductor.handle",
                        "progress conductor.request",
                        "reply conductor.request");
    }

    private String current() {
        Observation current = main.registry.getCurrentObservation();
        return current == null
                ? "nothing"
                : String.valueOf(current.getContextView().getName());
    }

    @Test
    void whatTracesAreCarriedWithReachesTheOtherSideAndIsNoHeaderOfTheApplication() {
        ObservationRegistry sending = ObservationRegistry.create();
        sending.observationConfig().observationHandler(new Propagating());
        Collected<String> carried = TestProcesses.collected();
        main.registry.observationConfig().observationHandler(new Receiving(carried));
        DefaultEventBus mainBus = processes.main(main.bus());
        mainBus.onEvent(Other.class, (other, context) -> carried.accept("sees " + context.headers()));
        mainBus.handle(Execute.class, (execute, context) -> context.headers());
        DefaultEventBus rendererBus =
                processes.renderer(builder -> builder.observations(EventObservations.of(sending)));
        TestProcesses.connect(mainBus, rendererBus);
        TestProcesses.awaitInterest(rendererBus, "conductor:other");

        rendererBus.emit(new Other(1), EmitOptions.defaults().withHeader("mine", "x"));
        carried.awaitSize(2);
        assertThat(rendererBus.request(
                        new Execute("b", null),
                        Map.class,
                        RequestOptions.defaults().withHeader("mine", "y")))
                .succeedsWithin(Duration.ofSeconds(10))
                .isEqualTo(Map.of("mine", "y"));

        assertThat(carried.items()).containsExactly("trace conductor.emit", "sees {mine=x}", "trace conductor.request");
    }

    private static final class Propagating implements ObservationHandler<SenderContext<Object>> {

        @Override
        public void onStart(SenderContext<Object> context) {
            context.getSetter().set(context.getCarrier(), "traceparent", String.valueOf(context.getName()));
        }

        @Override
        public boolean supportsContext(Context context) {
            return context instanceof SenderContext;
        }
    }

    private record Receiving(Collected<String> carried) implements ObservationHandler<ReceiverContext<Object>> {

        @Override
        public void onStart(ReceiverContext<Object> context) {
            Object carrier = context.getCarrier();
            carried.accept(
                    "trace " + (carrier == null ? null : context.getGetter().get(carrier, "traceparent")));
        }

        @Override
        public boolean supportsContext(Context context) {
            return context instanceof ReceiverContext;
        }
    }

    @Test
    void aConventionOfTheApplicationReplacesOursAndOneThatFailsDisturbsNothing() throws Exception {
        DefaultEventBus bus = processes.standalone(builder -> builder.observations(EventObservations.of(main.registry)
                .withHandleConvention(new DefaultHandleObservationConvention() {
                    @Override
                    public KeyValues getLowCardinalityKeyValues(HandleObservationContext context) {
                        if (context.getEvent().name().equals("conductor:result")) {
                            throw new IllegalStateException("a broken convention");
                        }
                        return super.getLowCardinalityKeyValues(context).and("tenant", "north");
                    }
                })));
        Collected<Object> handled = TestProcesses.collected();
        bus.on("**", handled::accept);
        bus.emit(new Result("a", 1));
        bus.emitConfirmed(new Other(1)).get(10, TimeUnit.SECONDS);

        assertThat(handled.items()).containsExactly(new Result("a", 1), new Other(1));
        assertThat(main.ended.items())
                .extracting(Observed::described)
                .contains("conductor.handle {event=conductor:other, kind=event, origin=local, outcome=success,"
                        + " role=standalone, tenant=north}");
    }

    @Test
    void aRegistryThatNobodyWatchesCostsNoObservation() throws Exception {
        ObservationRegistry unwatched = ObservationRegistry.create();
        Collected<String> current = TestProcesses.collected();
        DefaultEventBus bus = processes.standalone(builder -> builder.observations(EventObservations.of(unwatched))
                .interceptors(List.of(new EventInterceptor() {
                    @Override
                    public @Nullable Object aroundHandle(Object payload, EventContext context, Invocation invocation)
                            throws Exception {
                        current.accept(String.valueOf(unwatched.getCurrentObservation()));
                        return invocation.proceed(payload);
                    }
                })));
        bus.on(Other.class, other -> {});
        bus.emitConfirmed(new Other(1)).get(10, TimeUnit.SECONDS);
        assertThat(current.items()).containsExactly("null");
    }
}
