package com.atomiton.events.listener;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventContractException;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.listener.Events.Paid;
import com.atomiton.events.listener.Events.Shipped;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Listener methods on a bus as an application without Boot sets it up. */
class ListenerOnBusTests {

    @Test
    void aReturnedEventReachesTheNextListenerWithTheCauseInItsContext() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(App.class, Warehouse.class)) {
            context.getBean(EventBus.class).emit(new Paid("o-1", 5));

            // Paid's own context, and the shipment with its correlation id, which may overtake it
            List<Object> seen = context.getBean(Recorder.class).next(3);
            assertThat(seen).hasAtLeastOneElementOfType(EventContext.class).contains(new Shipped("o-1"));
            for (Object value : seen) {
                if (value instanceof EventContext paid) {
                    assertThat(seen).contains(paid.id());
                }
            }
        }
    }

    @Test
    void aRequestIsAnsweredByTheMethodOfItsName() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(App.class, Warehouse.class)) {
            EventBus bus = context.getBean(EventBus.class);

            assertThat(bus.request(new Paid("o-1", 5), Shipped.class).get(10, SECONDS))
                    .isEqualTo(new Shipped("o-1"));
            assertThat(bus.request(new Shipped("o-2"), String.class).get(10, SECONDS))
                    .isEqualTo("tracking of o-2");
            assertThatExceptionOfType(ExecutionException.class)
                    .isThrownBy(() ->
                            bus.request(new Paid("free", 0), Shipped.class).get(10, SECONDS))
                    .withCauseInstanceOf(NoHandlerException.class);
        }
    }

    @Test
    void whatAMethodThrowsReachesTheErrorHandlerAsItWasThrown() throws Exception {
        try (var context = new AnnotationConfigApplicationContext(App.class, Failing.class)) {
            context.getBean(EventBus.class).emit(new Paid("o-1", 5));

            assertThat(context.getBean(Recorder.class).next(3))
                    .hasAtLeastOneElementOfType(IOException.class)
                    .contains("ListenerOnBusTests.Failing#on(Paid)");
        }
    }

    @Test
    void twoMethodsThatAnswerOneNameFailTheStartWithBothNames() {
        assertThatExceptionOfType(EventContractException.class)
                .isThrownBy(() -> new AnnotationConfigApplicationContext(App.class, Warehouse.class, Rival.class))
                .withMessageContaining("ListenerOnBusTests.Warehouse#ship(Paid)")
                .withMessageContaining("ListenerOnBusTests.Rival#ship(Paid)");
    }

    @Configuration
    @EnableConductor
    static class App {

        final Recorder recorder = new Recorder();

        @Bean
        DefaultEventBus eventBus() {
            ConductorErrorHandler errors = (failure, event, listener) -> recorder.add(failure, listener);
            return EventBusBuilder.standalone().errorHandler(errors).build();
        }

        @Bean
        Recorder recorder() {
            return recorder;
        }
    }

    static class Recorder {

        private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

        void add(Object... values) {
            for (Object value : values) {
                seen.add(value);
            }
        }

        List<Object> next(int count) throws InterruptedException {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                Object value = seen.poll(10, SECONDS);
                assertThat(value)
                        .as("something more than " + values + " within 10 s")
                        .isNotNull();
                values.add(value);
            }
            return values;
        }

        @ConductorListener("order:paid")
        void on(EventContext context) {
            add(context);
        }
    }

    static class Warehouse {

        @Autowired
        Recorder recorder;

        @ConductorListener(condition = "#paid.amount > 0")
        CompletableFuture<Shipped> ship(Paid paid) {
            return CompletableFuture.supplyAsync(() -> new Shipped(paid.order()));
        }

        @ConductorListener
        void shipped(Shipped shipped, EventContext context) {
            recorder.add(shipped, context.correlationId());
        }

        @ConductorListener("order:shipped")
        String track(Shipped shipped, RequestContext context) {
            return "tracking of " + shipped.order();
        }
    }

    static class Rival {

        @ConductorListener
        Shipped ship(Paid paid) {
            return new Shipped(paid.order());
        }
    }

    static class Failing {

        @ConductorListener(lane = "failing")
        void on(Paid paid) throws IOException {
            throw new IOException("no stock");
        }
    }
}
