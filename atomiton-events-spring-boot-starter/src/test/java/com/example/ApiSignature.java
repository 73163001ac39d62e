package com.example;

import com.atomiton.events.ConductorErrorHandler;
import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.Delivery;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventHandler;
import com.atomiton.events.EventName;
import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventSerializationException;
import com.atomiton.events.EventType;
import com.atomiton.events.NoHandlerException;
import com.atomiton.events.Origin;
import com.atomiton.events.Peer;
import com.atomiton.events.PeerLostException;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RemoteEventException;
import com.atomiton.events.RequestContext;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.RequestTimeoutException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.annotation.ConductorListener;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.listener.EnableConductor;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.annotation.AliasFor;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Header;
import org.springframework.messaging.handler.annotation.Headers;
import org.springframework.messaging.handler.annotation.Payload;

/**
 * Calls every method and names every type that code outside this repository may compile against, once, with nothing on
 * its class path but the starter. It is never run: that it compiles is the test. What does not compile here any more
 * breaks users; so a change of this class is a change of the pinned API and belongs into the changelog.
 */
final class ApiSignature {

    @EventName("conductor:execute")
    record Execute(String blueprintId, Object input) {}

    @EventName(value = "conductor:progress", delivery = Delivery.LATEST, key = "executionId", retain = true)
    record Progress(String executionId, int percent, String message) {}

    record Row(String text) {}

    static final EventType<Row> ROW = EventType.of("row", Row.class);

    static final EventType<List<Row>> ROWS = EventType.of("rows", new ParameterizedTypeReference<List<Row>>() {});

    static final EventType<Row> ATTRIBUTES = EventType.of("row:latest", Row.class)
            .delivery(Delivery.LATEST)
            .key(Row::text)
            .retain();

    private final EventBus bus;

    ApiSignature(EventBus bus) {
        this.bus = bus;
    }

    void subscribing(SubscribeOptions options) {
        EventHandler<Object> handler = payload -> {};
        ContextualEventHandler<Object> contextual = (payload, context) -> {};

        Subscription subscription = bus.on(Execute.class, handler);
        bus.on(ROW, handler);
        bus.on("conductor:*", handler);
        bus.once(Execute.class, handler);
        bus.once(ROW, handler);
        bus.on(Execute.class, handler, options);
        bus.on(ROW, handler, options);
        bus.on("**", handler, options);
        bus.once(Execute.class, handler, options);
        bus.once(ROW, handler, options);

        bus.onEvent(Execute.class, contextual);
        bus.onEvent(ROW, contextual);
        bus.onEvent("conductor:*", contextual);
        bus.onceEvent(Execute.class, contextual);
        bus.onceEvent(ROW, contextual);
        bus.onEvent(Execute.class, contextual, options);
        bus.onEvent(ROW, contextual, options);
        bus.onEvent("**", contextual, options);
        bus.onceEvent(Execute.class, contextual, options);
        bus.onceEvent(ROW, contextual, options);

        AutoCloseable closeable = subscription;
        subscription.close();
        use(closeable);
    }

    void subscribingWithLambdas() {
        bus.on(Execute.class, execute -> use(execute.blueprintId()));
        bus.once(ROWS, rows -> use(rows.get(0).text()));
        bus.onEvent(Progress.class, (progress, context) -> use(progress.percent(), context.sender()));
    }

    void answering(SubscribeOptions options) {
        RequestHandler<Object, CompletionStage<Row>> handler =
                (payload, context) -> CompletableFuture.completedFuture(new Row(context.name()));

        Subscription subscription = bus.handle(Execute.class, (execute, context) -> new Row(execute.blueprintId()));
        bus.handle(ROWS, (rows, context) -> rows.size());
        bus.handle(Progress.class, handler, options);
        bus.handle(ROW, handler, options);
        use(subscription);
    }

    void emitting(Peer peer) {
        Execute execute = new Execute("hello-world", Map.of());

        EmitResult result = bus.emit(execute);
        bus.emit(execute, EmitOptions.to(peer));
        bus.emit(ROW, new Row("a"));
        bus.emit(ROWS, List.of(new Row("a")), EmitOptions.defaults());
        bus.emit("row", new Row("a"));
        CompletableFuture<Void> confirmed = bus.emitConfirmed(execute);
        use(result, confirmed);
    }

    void requesting(Peer peer) {
        Execute execute = new Execute("hello-world", null);

        CompletableFuture<Row> reply = bus.request(execute, Row.class);
        CompletableFuture<Row> addressed = bus.request(execute, Row.class, RequestOptions.to(peer));
        CompletableFuture<List<Row>> generic = bus.request(
                ROW, new Row("a"), new ParameterizedTypeReference<List<Row>>() {}, RequestOptions.defaults());
        use(reply, addressed, generic);
    }

    void looking() {
        Consumer<ConnectionStateChanged> listener =
                change -> use(change.previous(), change.current(), change.at(), change.reason());
        Subscription subscription = bus.onConnectionState(listener);
        ProcessRole role = bus.role();
        ConnectionState state = bus.connectionState();
        Collection<Peer> peers = bus.peers();
        for (Peer peer : peers) {
            use(peer.id(), peer.name(), peer.role());
        }
        use(subscription, role, state);
    }

    void options(Peer peer) {
        EmitOptions emit = EmitOptions.to(peer)
                .withTarget(peer)
                .withKey("key")
                .withHeader("name", "value")
                .withHeaders(Map.of("name", "value"))
                .withCorrelationId("42")
                .withTimeToLive(Duration.ofSeconds(1));
        use(emit.target(), emit.key(), emit.headers(), emit.correlationId(), emit.timeToLive());

        RequestOptions request = RequestOptions.to(peer)
                .withTarget(peer)
                .withTimeout(Duration.ofSeconds(1))
                .onProgress(Progress.class, progress -> use(progress.percent()));
        use(request.target(), request.timeout(), request.progressListener());
        use(RequestOptions.timeout(Duration.ofSeconds(1)));

        SubscribeOptions subscribe = SubscribeOptions.lane("reports")
                .withConcurrency(2)
                .withOrigin(Origin.REMOTE)
                .withDescription("reports");
        use(subscribe.lane(), subscribe.concurrency(), subscribe.origin(), subscribe.description());
        use(SubscribeOptions.defaults(), SubscribeOptions.direct(), SubscribeOptions.origin(Origin.ANY));
    }

    void eventTypes() {
        EventType<Execute> annotated = EventType.of(Execute.class);
        use(annotated.name(), annotated.payloadType(), annotated.delivery(), annotated.isRetained());
        use(annotated.keyOf(new Execute("hello-world", null)));
    }

    void contexts(EventContext event, RequestContext request) {
        String name = event.name();
        String id = event.id();
        Peer sender = event.sender();
        Map<String, String> headers = event.headers();
        String correlationId = event.correlationId();
        boolean local = event.isLocal();
        boolean redelivered = event.redelivered();
        use(name, id, sender, headers, correlationId, local, redelivered);

        EventContext also = request;
        request.progress(new Progress("1", 50, null));
        boolean cancelled = request.isCancelled();
        Instant deadline = request.deadline();
        use(also, cancelled, deadline);
    }

    void constants() {
        use(ProcessRole.MAIN, ProcessRole.RENDERER, ProcessRole.STANDALONE);
        use(ConnectionState.LISTENING, ConnectionState.CONNECTING, ConnectionState.CONNECTED);
        use(ConnectionState.DISCONNECTED, ConnectionState.CLOSED, ConnectionState.LOCAL);
        use(EmitResult.ACCEPTED, EmitResult.BUFFERED, EmitResult.NO_SUBSCRIBER, EmitResult.DROPPED);
        use(Delivery.RELIABLE, Delivery.LATEST, Delivery.VOLATILE);
        use(Origin.ANY, Origin.LOCAL, Origin.REMOTE);
    }

    void exceptions(EventBusException failure) {
        RuntimeException unchecked = failure;
        if (failure instanceof RequestTimeoutException timeout) {
            use(timeout.eventName(), timeout.requestId(), timeout.timeout());
        } else if (failure instanceof NoHandlerException nobody) {
            use(nobody.eventName());
        } else if (failure instanceof PeerLostException lost) {
            use(lost.eventName(), lost.peer());
        } else if (failure instanceof RemoteEventException remote) {
            use(remote.remoteType(), remote.getMessage(), remote.remoteStack(), remote.getStackTrace());
            use(remote.getCause(), remote.data(), remote.eventName(), remote.peer(), remote.requestId());
        } else if (failure instanceof EventOverflowException overflow) {
            use(overflow.eventName(), overflow.peer());
        } else if (failure instanceof EventSerializationException serialization) {
            use(serialization.propertyPath());
        } else if (failure instanceof EventContractException contract) {
            use(contract.getMessage());
        }
        ConductorErrorHandler handler = (thrown, context, listener) -> use(thrown, context, listener);
        use(unchecked, handler);
    }

    void withoutBoot() {
        EventBus standalone = EventBusBuilder.standalone().build();
        use(standalone);
    }

    @EnableConductor
    static class Listeners {

        @ConductorListener(
                value = {"conductor:execute", "row:*"},
                origin = Origin.REMOTE,
                condition = "#root.payload != null",
                lane = "reports",
                concurrency = 2)
        void everyAttribute(@Payload Object payload, EventContext context, Peer sender) {
            use(payload, context, sender);
        }

        @ConductorListener
        Row anyParameter(
                Execute execute,
                RequestContext context,
                @Header("name") String header,
                @Headers Map<String, Object> headers,
                Message<Execute> message) {
            use(context, header, headers, message);
            return new Row(execute.blueprintId());
        }

        @ConductorListener
        CompletableFuture<Row> later(Progress progress) {
            return CompletableFuture.completedFuture(new Row(progress.message()));
        }

        @Reports("conductor:result")
        void throughAMetaAnnotation(Row row) {
            use(row);
        }
    }

    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    @ConductorListener(lane = "reports")
    @interface Reports {

        @AliasFor(annotation = ConductorListener.class, attribute = "value")
        String[] value();
    }

    private static void use(Object... values) {}
}
