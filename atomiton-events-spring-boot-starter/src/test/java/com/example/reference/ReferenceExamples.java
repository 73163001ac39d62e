package com.example.reference;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.Delivery;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventInterceptor;
import com.atomiton.events.EventName;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Origin;
import com.atomiton.events.OutgoingEvent;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.autoconfigure.EventBusCustomizer;
import com.atomiton.events.bridge.EventBusMessageChannel;
import com.atomiton.events.observation.DefaultHandleObservationConvention;
import com.atomiton.events.observation.HandleObservationContext;
import com.atomiton.events.observation.HandleObservationConvention;
import io.micrometer.common.KeyValues;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.AliasFor;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;

/** The examples of docs/reference.md; a test looks for each of them here. */
final class ReferenceExamples {

    @EventName("conductor:execute")
    record Execute(String blueprintId) {}

    @EventName(value = "conductor:progress", delivery = Delivery.LATEST, key = "executionId")
    record Progress(String executionId, int percent) {}

    @EventName(value = "conductor:state", retain = true)
    record State(List<String> running) {}

    @EventName("conductor:result")
    record Result(String executionId, int rows) {}

    record Row(String region, long revenue) {}

    static final EventType<List<Row>> ROWS =
            EventType.of("conductor:rows", new ParameterizedTypeReference<List<Row>>() {});

    static final EventType<Row> CURSOR =
            EventType.of("editor:cursor", Row.class).delivery(Delivery.VOLATILE).key(Row::region);

    static class Listeners {

        @ConductorListener
        void execute(Execute execute) {}

        @ConductorListener
        void execute(
                Execute execute,
                EventContext context,
                Peer sender,
                @Header(name = "trace", required = false) String trace,
                Message<Execute> message) {}

        @ConductorListener("conductor:*")
        void everythingOfTheConductor(Object payload, EventContext context) {}

        @ConductorListener(origin = Origin.REMOTE, condition = "#root.payload.percent == 100")
        void finished(Progress progress) {}

        @ConductorListener(lane = "reports", concurrency = 4)
        void report(Result result) {}
    }

    static class Answers {

        @ConductorListener
        Result answersAndListens(Execute execute) {
            return new Result("42", 10_000);
        }

        @ConductorListener
        Result answersOnly(Execute execute, RequestContext context) {
            for (int percent = 0; percent < 100 && !context.isCancelled(); percent++) {
                context.progress(new Progress("42", percent));
            }
            return new Result("42", 10_000);
        }

        @ConductorListener
        CompletableFuture<Result> answersLater(Execute execute, RequestContext context) {
            return CompletableFuture.supplyAsync(() -> new Result("42", 10_000));
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ConductorListener(lane = "reports", concurrency = 4)
    @interface ReportListener {

        @AliasFor(annotation = ConductorListener.class, attribute = "value")
        String[] value() default {};
    }

    void subscribing(EventBus bus) {
        Subscription subscription = bus.on(Result.class, result -> show(result.rows()));
        bus.once(Result.class, result -> show("the next one only"));
        bus.onEvent(Result.class, (result, context) -> show(context.sender()));
        bus.on("conductor:*", payload -> show(payload));
        bus.on(ROWS, rows -> show(rows.get(0).revenue()), SubscribeOptions.lane("reports"));
        bus.handle(Execute.class, (execute, context) -> new Result("42", 10_000));

        subscription.close();
    }

    void emitting(EventBus bus, Peer editor) {
        EmitResult result = bus.emit(new Progress("42", 50));
        bus.emit(new Result("42", 10_000), EmitOptions.to(editor).withCorrelationId("7"));
        bus.emit(ROWS, List.of(new Row("north", 12)));
        bus.emit("conductor:result", new Result("42", 10_000));
        bus.emitConfirmed(new Execute("hello-world")).thenRun(() -> show("all listeners are done with it"));
        bus.emit(new Result("42", 10_000), EmitOptions.afterCommit());
        show(result);
    }

    void requesting(EventBus bus) {
        bus.request(
                        new Execute("data-transform"),
                        Result.class,
                        RequestOptions.timeout(Duration.ofMinutes(5))
                                .onProgress(Progress.class, progress -> show(progress.percent())))
                .whenComplete((result, failure) -> {
                    if (failure == null) {
                        show(result.rows());
                    } else if (failure instanceof RemoteEventException remote) {
                        show(remote.remoteType() + " in " + remote.peer() + ": " + remote.getMessage());
                    } else if (failure instanceof PeerLostException || failure instanceof NoHandlerException) {
                        show("nobody answers: " + failure.getMessage());
                    } else {
                        show(failure);
                    }
                });
    }

    static class Connection {

        @EventListener
        void mainIsAnotherProcessNow(PeerRestarted restarted) {
            show(restarted.current());
        }
    }

    static class Configuration {

        @Bean
        EventBusCustomizer retries() {
            return builder -> builder.retry(new RetryTemplate(RetryPolicy.withMaxRetries(3)));
        }

        @Bean
        EventBusMessageChannel progressChannel(EventBus bus) {
            return new EventBusMessageChannel(bus, Progress.class);
        }

        @Bean
        EventBusCustomizer slowBlueprints() {
            return builder -> builder.requestTimeout(Duration.ofMinutes(5));
        }

        @Bean
        ConductorErrorHandler conductorErrorHandler() {
            return (failure, context, listener) -> show(listener + " failed on " + context.name());
        }

        @Bean
        EventInterceptor tenants() {
            return new EventInterceptor() {
                @Override
                public OutgoingEvent beforeEmit(OutgoingEvent event) {
                    return event.withHeader("tenant", "north");
                }

                @Override
                public Object aroundHandle(Object payload, EventContext context, Invocation invocation)
                        throws Exception {
                    if (!"north".equals(context.headers().get("tenant"))) {
                        throw new SecurityException(context + " is of another tenant");
                    }
                    return invocation.proceed(payload);
                }
            };
        }

        @Bean
        HandleObservationConvention handleObservationConvention() {
            return new DefaultHandleObservationConvention() {
                @Override
                public KeyValues getLowCardinalityKeyValues(HandleObservationContext context) {
                    return super.getLowCardinalityKeyValues(context).and("application", "editor");
                }
            };
        }
    }

    private static void show(Object what) {
        System.out.println(what);
    }
}
