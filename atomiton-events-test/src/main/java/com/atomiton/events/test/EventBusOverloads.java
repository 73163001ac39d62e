package com.atomiton.events.test;

import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventHandler;
import com.atomiton.events.EventType;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;

/** Leads the many forms of subscribing, emitting and requesting to one each. */
abstract class EventBusOverloads implements EventBus {

    private final PayloadTypes types = new PayloadTypes();

    abstract Subscription listen(
            String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once);

    abstract Subscription answer(String name, RequestHandler<Object, ?> handler);

    abstract EmitResult emitted(String name, Object payload, EmitOptions options);

    abstract CompletableFuture<@Nullable Object> requested(
            String name, Object payload, Type replyType, RequestOptions options);

    final PayloadTypes types() {
        return types;
    }

    @SuppressWarnings("unchecked") // only payloads that belong to the type's name are fired under it
    private <T> Subscription listen(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options, boolean once) {
        return listen(types.register(type).name(), (ContextualEventHandler<Object>) handler, options, once);
    }

    private static <T> ContextualEventHandler<T> contextual(EventHandler<T> handler) {
        return (payload, context) -> handler.handle(payload);
    }

    @Override
    public final <T> Subscription on(Class<T> type, EventHandler<? super T> handler) {
        return on(types.ofClass(type), handler);
    }

    @Override
    public final <T> Subscription on(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return on(types.ofClass(type), handler, options);
    }

    @Override
    public final <T> Subscription on(EventType<T> type, EventHandler<? super T> handler) {
        return on(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public final <T> Subscription on(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, contextual(handler), options, false);
    }

    @Override
    public final Subscription on(String pattern, EventHandler<Object> handler) {
        return on(pattern, handler, SubscribeOptions.defaults());
    }

    @Override
    public final Subscription on(String pattern, EventHandler<Object> handler, SubscribeOptions options) {
        return listen(pattern, contextual(handler), options, false);
    }

    @Override
    public final <T> Subscription once(Class<T> type, EventHandler<? super T> handler) {
        return once(types.ofClass(type), handler);
    }

    @Override
    public final <T> Subscription once(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return once(types.ofClass(type), handler, options);
    }

    @Override
    public final <T> Subscription once(EventType<T> type, EventHandler<? super T> handler) {
        return once(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public final <T> Subscription once(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, contextual(handler), options, true);
    }

    @Override
    public final <T> Subscription onEvent(Class<T> type, ContextualEventHandler<? super T> handler) {
        return onEvent(types.ofClass(type), handler);
    }

    @Override
    public final <T> Subscription onEvent(
            Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return onEvent(types.ofClass(type), handler, options);
    }

    @Override
    public final <T> Subscription onEvent(EventType<T> type, ContextualEventHandler<? super T> handler) {
        return onEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public final <T> Subscription onEvent(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, handler, options, false);
    }

    @Override
    public final Subscription onEvent(String pattern, ContextualEventHandler<Object> handler) {
        return onEvent(pattern, handler, SubscribeOptions.defaults());
    }

    @Override
    public final Subscription onEvent(
            String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options) {
        return listen(pattern, handler, options, false);
    }

    @Override
    public final <T> Subscription onceEvent(Class<T> type, ContextualEventHandler<? super T> handler) {
        return onceEvent(types.ofClass(type), handler);
    }

    @Override
    public final <T> Subscription onceEvent(
            Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return onceEvent(types.ofClass(type), handler, options);
    }

    @Override
    public final <T> Subscription onceEvent(EventType<T> type, ContextualEventHandler<? super T> handler) {
        return onceEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public final <T> Subscription onceEvent(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, handler, options, true);
    }

    @Override
    public final <T, R> Subscription handle(Class<T> type, RequestHandler<? super T, ? extends R> handler) {
        return handle(types.ofClass(type), handler);
    }

    @Override
    public final <T, R> Subscription handle(
            Class<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options) {
        return handle(types.ofClass(type), handler);
    }

    @Override
    @SuppressWarnings("unchecked") // only payloads that belong to the type's name are requested under it
    public final <T, R> Subscription handle(EventType<T> type, RequestHandler<? super T, ? extends R> handler) {
        return answer(types.register(type).name(), (RequestHandler<Object, ?>) handler);
    }

    @Override
    public final <T, R> Subscription handle(
            EventType<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options) {
        return handle(type, handler);
    }

    @Override
    public final EmitResult emit(Object payload) {
        return emit(payload, EmitOptions.defaults());
    }

    @Override
    public final EmitResult emit(Object payload, EmitOptions options) {
        return emit(types.ofPayload(payload), payload, options);
    }

    @Override
    public final <T> EmitResult emit(EventType<T> type, T payload) {
        return emit(type, payload, EmitOptions.defaults());
    }

    @Override
    public final <T> EmitResult emit(EventType<T> type, T payload, EmitOptions options) {
        return emitted(types.register(type).name(), payload, options);
    }

    @Override
    public final EmitResult emit(String name, Object payload) {
        return emitted(types.ofName(name, payload).name(), payload, EmitOptions.defaults());
    }

    @Override
    public final <R> CompletableFuture<R> request(Object payload, Class<R> replyType) {
        return request(payload, replyType, RequestOptions.defaults());
    }

    @Override
    public final <R> CompletableFuture<R> request(Object payload, Class<R> replyType, RequestOptions options) {
        return ask(() -> types.ofPayload(payload), payload, replyType, options);
    }

    @Override
    public final <T, R> CompletableFuture<R> request(
            EventType<T> type, T payload, ParameterizedTypeReference<R> replyType, RequestOptions options) {
        return ask(() -> types.register(type), payload, replyType.getType(), options);
    }

    @SuppressWarnings("unchecked") // the reply is checked against the reply type
    private <R> CompletableFuture<R> ask(
            Supplier<EventType<?>> type, Object payload, Type replyType, RequestOptions options) {
        try {
            return (CompletableFuture<R>) requested(type.get().name(), payload, replyType, options);
        } catch (EventContractException mistake) {
            return CompletableFuture.failedFuture(mistake);
        }
    }
}
