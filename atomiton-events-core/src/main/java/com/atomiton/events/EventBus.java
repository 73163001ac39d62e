package com.atomiton.events;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.springframework.core.ParameterizedTypeReference;

/**
 * One typed event API for every process of an application: the main process, its renderers, and a process that is
 * neither.
 *
 * <p>An event has a name and one payload type. The name comes from {@link EventName} on the payload's class or from an
 * {@link EventType}. An emit reaches the listeners of this process and every connected peer that listens to the name: a
 * renderer's event goes to main, main's to all renderers. A received event is not passed on.
 *
 * <p>Threads: event handlers run one at a time on the bus's shared lane unless {@link SubscribeOptions} say otherwise;
 * request handlers run as tasks of their own; futures and progress callbacks complete on the task executor. Emitting is
 * allowed from any thread, also from handlers, and is asynchronous for local listeners too (a
 * {@linkplain SubscribeOptions#direct() direct} listener is the exception). All methods may be called concurrently.
 *
 * <p>A process listens to and answers at most 100,000 names and 1,000 patterns. Methods that subscribe throw
 * {@link EventContractException} for one more.
 *
 * <p>Methods that emit throw {@link EventContractException} when a payload does not belong to its event's type,
 * {@link EventSerializationException} when a peer wants the event but it cannot be encoded, and
 * {@link EventOverflowException} when a peer's outbound window is full and the overflow policy says so. None of these
 * closes a connection.
 */
public interface EventBus {

    /**
     * Calls the handler for each event of this payload class.
     *
     * @param type a class annotated with {@link EventName}
     * @param handler called on the shared lane
     * @return closes the subscription; this is {@code off}
     * @throws EventContractException if the class has no {@link EventName}, or its name belongs to another class here
     */
    <T> Subscription on(Class<T> type, EventHandler<? super T> handler);

    /** As {@link #on(Class, EventHandler)}, with options for lane and origin. */
    <T> Subscription on(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options);

    /**
     * Calls the handler for each event of this type.
     *
     * @throws EventContractException if the type's name belongs to another payload type in this process
     */
    <T> Subscription on(EventType<T> type, EventHandler<? super T> handler);

    /** As {@link #on(EventType, EventHandler)}, with options for lane and origin. */
    <T> Subscription on(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options);

    /**
     * Calls the handler for each event whose name matches the pattern. {@code *} stands for any characters except
     * {@code :}, {@code **} for any characters; a pattern without either is one name. A payload whose name has a type
     * in this process arrives as that type, another as plain JSON values (maps, lists, strings, numbers) in which dates
     * are {@link java.time.Instant}s and errors {@link RemoteEventException}s.
     *
     * @throws IllegalArgumentException if the pattern has a character that no event name may have
     */
    Subscription on(String pattern, EventHandler<Object> handler);

    /** As {@link #on(String, EventHandler)}, with options for lane and origin. */
    Subscription on(String pattern, EventHandler<Object> handler, SubscribeOptions options);

    /** As {@link #on(Class, EventHandler)} for the next event only: the handler is called at most once. */
    <T> Subscription once(Class<T> type, EventHandler<? super T> handler);

    /** As {@link #once(Class, EventHandler)}, with options for lane and origin. */
    <T> Subscription once(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options);

    /** As {@link #on(EventType, EventHandler)} for the next event only: the handler is called at most once. */
    <T> Subscription once(EventType<T> type, EventHandler<? super T> handler);

    /** As {@link #once(EventType, EventHandler)}, with options for lane and origin. */
    <T> Subscription once(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options);

    /** As {@link #on(Class, EventHandler)}, for a handler that wants to know the event's sender, id and headers. */
    <T> Subscription onEvent(Class<T> type, ContextualEventHandler<? super T> handler);

    /** As {@link #onEvent(Class, ContextualEventHandler)}, with options for lane and origin. */
    <T> Subscription onEvent(Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options);

    /** As {@link #on(EventType, EventHandler)}, for a handler that wants to know the event's sender, id and headers. */
    <T> Subscription onEvent(EventType<T> type, ContextualEventHandler<? super T> handler);

    /** As {@link #onEvent(EventType, ContextualEventHandler)}, with options for lane and origin. */
    <T> Subscription onEvent(EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options);

    /** As {@link #on(String, EventHandler)}, for a handler that wants to know the event's name, sender and headers. */
    Subscription onEvent(String pattern, ContextualEventHandler<Object> handler);

    /** As {@link #onEvent(String, ContextualEventHandler)}, with options for lane and origin. */
    Subscription onEvent(String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options);

    /** As {@link #onEvent(Class, ContextualEventHandler)} for the next event only. */
    <T> Subscription onceEvent(Class<T> type, ContextualEventHandler<? super T> handler);

    /** As {@link #onceEvent(Class, ContextualEventHandler)}, with options for lane and origin. */
    <T> Subscription onceEvent(Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options);

    /** As {@link #onEvent(EventType, ContextualEventHandler)} for the next event only. */
    <T> Subscription onceEvent(EventType<T> type, ContextualEventHandler<? super T> handler);

    /** As {@link #onceEvent(EventType, ContextualEventHandler)}, with options for lane and origin. */
    <T> Subscription onceEvent(EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options);

    /**
     * Answers requests of this payload class. What the handler returns is the reply; a
     * {@link java.util.concurrent.CompletionStage} is awaited, {@code null} is an empty reply, and an exception fails
     * the request at the asker with {@link RemoteEventException}.
     *
     * @param type a class annotated with {@link EventName}
     * @param handler called on a task of its own, up to {@code atomiton.events.request.concurrency} at a time
     * @throws EventContractException if this process already answers this name
     */
    <T, R> Subscription handle(Class<T> type, RequestHandler<? super T, ? extends R> handler);

    /** As {@link #handle(Class, RequestHandler)}; a lane in the options runs the requests in that lane. */
    <T, R> Subscription handle(Class<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options);

    /** As {@link #handle(Class, RequestHandler)}, for an event type. */
    <T, R> Subscription handle(EventType<T> type, RequestHandler<? super T, ? extends R> handler);

    /** As {@link #handle(EventType, RequestHandler)}; a lane in the options runs the requests in that lane. */
    <T, R> Subscription handle(
            EventType<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options);

    /**
     * Emits an event under the name of its class's {@link EventName}.
     *
     * @return what became of it; never {@code null}, never silence
     * @throws EventContractException if the class has no {@link EventName}
     * @throws EventSerializationException if it cannot be encoded
     * @throws EventOverflowException if an outbound window is full
     */
    EmitResult emit(Object payload);

    /** As {@link #emit(Object)}, with a target, key, headers, correlation id or time to live. */
    EmitResult emit(Object payload, EmitOptions options);

    /** As {@link #emit(Object)}, under the name of the type and with the type's attributes. */
    <T> EmitResult emit(EventType<T> type, T payload);

    /** As {@link #emit(EventType, Object)}, with a target, key, headers, correlation id or time to live. */
    <T> EmitResult emit(EventType<T> type, T payload, EmitOptions options);

    /**
     * Emits an event under a name given as text. The compiler cannot check it: a payload that does not belong to the
     * type of that name in this process throws {@link EventContractException}.
     *
     * @throws IllegalArgumentException if the name does not match {@code [A-Za-z0-9._:-]{1,200}}
     */
    EmitResult emit(String name, Object payload);

    /**
     * Emits an event and completes when the listeners of this process and of every peer it was addressed to have
     * consumed it. A listener that throws counts as having consumed it. Called from a handler it does not wait for that
     * handler's own lane, since that would never end.
     *
     * @return completes on the task executor; fails with {@link PeerLostException} if an addressed peer ended first,
     *     with {@link RequestTimeoutException} after {@code atomiton.events.request.timeout}, and with what
     *     {@link #emit(Object)} throws
     */
    CompletableFuture<Void> emitConfirmed(Object payload);

    /**
     * Sends a request and completes with its reply. It goes to a handler of this process if there is one, else to main;
     * from main, to the only renderer that answers the name.
     *
     * @param payload an instance of a class annotated with {@link EventName}
     * @param replyType what the reply is decoded as; {@code Void.class} for none
     * @return completes on the task executor. Cancelling it tells the handler. It fails with
     *     {@link RequestTimeoutException}, {@link NoHandlerException} (nobody answers the name, or more than one
     *     renderer does), {@link PeerLostException} (the answering process ended), {@link RemoteEventException} (the
     *     handler failed; a local handler's exception comes as it was), {@link EventSerializationException},
     *     {@link EventOverflowException} or {@link EventBusException} when the bus closes
     */
    <R> CompletableFuture<R> request(Object payload, Class<R> replyType);

    /** As {@link #request(Object, Class)}, with a timeout, a target or a progress listener. */
    <R> CompletableFuture<R> request(Object payload, Class<R> replyType, RequestOptions options);

    /** As {@link #request(Object, Class, RequestOptions)}, for an event type and a generic reply. */
    <T, R> CompletableFuture<R> request(
            EventType<T> type, T payload, ParameterizedTypeReference<R> replyType, RequestOptions options);

    /**
     * Calls the listener after each change of the connection's state.
     *
     * @param listener called on the task executor, one change at a time, in order
     */
    Subscription onConnectionState(Consumer<ConnectionStateChanged> listener);

    /** The role of this process; it never changes. */
    ProcessRole role();

    /** The state of this process's connection now. */
    ConnectionState connectionState();

    /** The peers that are connected now: a renderer sees main, main its renderers. A copy; never {@code null}. */
    Collection<Peer> peers();
}
