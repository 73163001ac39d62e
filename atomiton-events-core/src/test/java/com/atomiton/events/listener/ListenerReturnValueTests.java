package com.atomiton.events.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.spi.ILoggingEvent;
import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.Events.Shipped;
import com.atomiton.events.listener.Events.Unnamed;
import com.atomiton.events.listener.StubEventBus.Emitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of what a listener returns or throws. */
class ListenerReturnValueTests {

    private static final Paid PAID = new Paid("o-1", 5);
    private static final Shipped SHIPPED = new Shipped("o-1");
    private static final Shipped OTHER = new Shipped("o-2");

    static Stream<Arguments> returnedShipments() {
        return Stream.<Object>of(
                        List.of(SHIPPED, OTHER),
                        new Shipped[] {SHIPPED, OTHER},
                        new Object[] {SHIPPED, null, OTHER},
                        Arrays.asList(SHIPPED, null, OTHER),
                        CompletableFuture.completedFuture(List.of(SHIPPED, OTHER)))
                .map(returned -> Arguments.of(new Object[] {returned}));
    }

    @ParameterizedTest
    @MethodSource("returnedShipments")
    void returnedEventsAreEmittedForAnEvent(Object returned) throws Exception {
        try (ListenerContext context = start(returned)) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.bus.emitted).extracting(Emitted::payload).containsExactly(SHIPPED, OTHER);
        }
    }

    @Test
    void aReturnedEventCarriesTheCorrelationIdOfItsCauseOrElseItsId() throws Exception {
        try (ListenerContext context = start(SHIPPED)) {
            context.bus.deliver(PAID, StubContext.event("order:paid"));
            context.bus.deliver(PAID, StubContext.event("order:paid").withCorrelationId("c-1"));

            assertThat(context.bus.emitted)
                    .extracting(Emitted::options)
                    .extracting(EmitOptions::correlationId)
                    .containsExactly("id-of-order:paid", "c-1");
        }
    }

    @Test
    void aReturnedStageIsEmittedWhenItCompletesAndDoesNotHoldTheLane() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        try (ListenerContext context = start(stage)) {
            context.bus.deliver("order:paid", PAID);
            assertThat(context.bus.emitted).isEmpty();

            stage.complete(SHIPPED);
            assertThat(context.bus.emitted).extracting(Emitted::payload).containsExactly(SHIPPED);
        }
    }

    @Test
    void nullEmitsNothing() throws Exception {
        try (CapturedLog log = CapturedLog.of(ReturnedEvents.class);
                ListenerContext context = start(null)) {
            context.bus.deliver("order:paid", PAID);

            assertThat(context.bus.emitted).isEmpty();
            assertThat(log.events()).isEmpty();
        }
    }

    @Test
    void aReturnedValueThatIsNoEventIsSaidOnce() throws Exception {
        try (CapturedLog log = CapturedLog.of(ReturnedEvents.class);
                ListenerContext context = start(new Unnamed("x"))) {
            context.bus.deliver("order:paid", PAID);
            context.bus.deliver("order:paid", PAID);

            assertThat(context.bus.emitted).isEmpty();
            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("Returning#on(Paid)", Unnamed.class.getName(), "@EventName");
        }
    }

    @Test
    void aRequestIsAnsweredWithTheReturnedValueAsItIs() throws Exception {
        for (Object returned : List.of(SHIPPED, new Unnamed("x"), List.of(1), new CompletableFuture<>())) {
            try (ListenerContext context = start(returned)) {
                assertThat(context.bus.request("order:paid", PAID)).isSameAs(returned);
                assertThat(context.bus.emitted).isEmpty();
            }
        }
    }

    @Test
    void whatAMethodThrowsReachesTheBusAsItWasThrown() {
        try (ListenerContext context = ListenerContext.start(Throwing.class)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> context.bus.deliver("order:paid", PAID))
                    .withMessage("o-1");
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> context.bus.request("order:paid", PAID))
                    .withMessage("o-1");
            assertThatExceptionOfType(StackOverflowError.class)
                    .isThrownBy(() -> context.bus.deliver("order:shipped", SHIPPED));
        }
    }

    @Test
    void aFailedStageOfAnEventGoesToTheErrorHandler() throws Exception {
        IOException failure = new IOException("later");
        List<Object> handled = new ArrayList<>();
        ConductorErrorHandler handler = (thrown, event, listener) -> handled.addAll(List.of(thrown, event, listener));
        StubContext event = StubContext.event("order:paid");
        try (ListenerContext context = ListenerContext.start(spring -> {
            spring.registerBean(ConductorErrorHandler.class, () -> handler);
            spring.registerBean(Returning.class, () -> new Returning(CompletableFuture.failedFuture(failure)));
        })) {
            context.bus.deliver(PAID, event);

            assertThat(handled).containsExactly(failure, event, "ListenerReturnValueTests.Returning#on(Paid)");
        }
    }

    @Test
    void aFailedStageOfAnEventIsLoggedWithoutAnErrorHandler() throws Exception {
        try (CapturedLog log = CapturedLog.of(AsyncFailures.class);
                ListenerContext context = start(CompletableFuture.failedFuture(new IOException("later")))) {
            context.bus.deliver("order:paid", PAID);

            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("Returning#on(Paid)", "'order:paid'", "editor");
        }
    }

    @Test
    void aFailedStageIsLoggedIfTheErrorHandlerThrowsIt() throws Exception {
        RuntimeException failure = new IllegalStateException("later");
        ConductorErrorHandler handler = (thrown, event, listener) -> {
            throw failure;
        };
        try (CapturedLog log = CapturedLog.of(AsyncFailures.class);
                ListenerContext context = ListenerContext.start(spring -> {
                    spring.registerBean(ConductorErrorHandler.class, () -> handler);
                    spring.registerBean(Returning.class, () -> new Returning(CompletableFuture.failedFuture(failure)));
                })) {
            context.bus.deliver("order:paid", PAID);

            assertThat(log.events())
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .singleElement()
                    .asString()
                    .contains("ConductorErrorHandler failed", "Returning#on(Paid)");
        }
    }

    private static ListenerContext start(@Nullable Object returned) {
        return ListenerContext.start(spring -> spring.registerBean(Returning.class, () -> new Returning(returned)));
    }

    static class Returning {

        private final @Nullable Object returned;

        Returning(@Nullable Object returned) {
            this.returned = returned;
        }

        @ConductorListener
        @Nullable
        Object on(Paid paid) {
            return returned;
        }
    }

    static class Throwing {

        @ConductorListener
        Object on(Paid paid) throws IOException {
            throw new IOException(paid.order());
        }

        @ConductorListener
        void on(Shipped shipped) {
            throw new StackOverflowError();
        }
    }
}
