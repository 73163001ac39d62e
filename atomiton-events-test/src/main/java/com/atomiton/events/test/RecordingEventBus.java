package com.atomiton.events.test;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A bus for unit tests, and a replacement for the bean: it records what is emitted and requested, and the test plays the
 * other processes. It has no threads and no connection, and nothing is encoded.
 *
 * <p>What is emitted is recorded and goes nowhere: no listener is called, not even one of this bus, and the result is
 * {@link EmitResult#ACCEPTED}, as if a peer listened, unless {@link #emitResult} says otherwise. Listeners are called by
 * {@link #fire}, on the test's thread, whatever lane they ask for, and their exceptions reach the test.
 *
 * <p>A request is answered by the newest matching script of {@link #whenRequested}, else, if it has no target, by the
 * handler that is registered on this bus, else it fails with {@link com.atomiton.events.NoHandlerException}. Handlers,
 * progress and the future's callbacks run on the thread that asks, before {@code request} returns; there are no timeouts.
 *
 * <p>Names, payload types and patterns are checked as on the real bus. A new one is {@link ProcessRole#STANDALONE}.
 * Thread-safe.
 */
public final class RecordingEventBus extends EventBusOverloads {

    private final Queue<RecordedEvent> emitted = new ConcurrentLinkedQueue<>();
    private final Queue<RecordedRequest> requested = new ConcurrentLinkedQueue<>();
    private final Listeners listeners = new Listeners();
    private final Answers answers = new Answers();
    private final List<Consumer<ConnectionStateChanged>> stateListeners = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong();

    private volatile Function<RecordedEvent, EmitResult> emitResult = event -> EmitResult.ACCEPTED;
    private volatile ProcessRole role = ProcessRole.STANDALONE;
    private volatile ConnectionState connectionState = ConnectionState.LOCAL;
    private volatile List<Peer> peers = List.of();

    /** What has been emitted, in order; a copy. */
    public List<RecordedEvent> emitted() {
        return List.copyOf(emitted);
    }

    /** What has been requested, in order, answered or not; a copy. */
    public List<RecordedRequest> requested() {
        return List.copyOf(requested);
    }

    /** Forgets what has been recorded; listeners, handlers, scripts and everything that was set stay. */
    public void clear() {
        emitted.clear();
        requested.clear();
    }

    /** Forgets what has been recorded and scripted, the emit result too; listeners, handlers, role and state stay. */
    public void reset() {
        clear();
        answers.clearScripts();
        emitResult(EmitResult.ACCEPTED);
    }

    /** As {@link #fire(Object, FireOptions)}, from another process: from main if this is a renderer, else from a renderer. */
    public void fire(Object payload) {
        fire(payload, FireOptions.defaults());
    }

    /**
     * Calls the listeners of the event of this payload's class, in the order in which they subscribed. When one throws,
     * the others are called too, and then the exception is thrown as it is, also a checked one; those of others are
     * suppressed in it.
     *
     * @throws AssertionError if nobody listens to it
     */
    public void fire(Object payload, FireOptions options) {
        call(types().ofPayload(payload), payload, options);
    }

    /** As {@link #fire(Object)}, under a name given as text. */
    public void fire(String name, Object payload) {
        fire(name, payload, FireOptions.defaults());
    }

    /** As {@link #fire(Object, FireOptions)}, under a name given as text. */
    public void fire(String name, Object payload, FireOptions options) {
        call(types().ofName(name, payload), payload, options);
    }

    private void call(EventType<?> type, Object payload, FireOptions options) {
        listeners.call(payload, options.event(type.name(), nextId(), self(), other()));
    }

    /** Whether an event of this name would reach a listener, of whatever origin. */
    public boolean listensTo(String name) {
        return listeners.listenTo(name);
    }

    List<?> listeners() {
        return listeners.all();
    }

    /** Begins to say how requests of this payload class are answered. */
    public <T> RequestScript<T> whenRequested(Class<T> type) {
        return whenRequested(types().ofClass(type));
    }

    /** Begins to say how requests of this type are answered. */
    public <T> RequestScript<T> whenRequested(EventType<T> type) {
        return answers.script(types().register(type).name());
    }

    /** Begins to say how requests whose names match this pattern are answered. */
    public RequestScript<Object> whenRequested(String pattern) {
        return answers.script(pattern);
    }

    /** Sets what each emit returns from now on. */
    public RecordingEventBus emitResult(EmitResult result) {
        return emitResult(event -> result);
    }

    /** Sets what gives the result of each emit from now on, after it has been recorded; what it throws, emit throws. */
    public RecordingEventBus emitResult(Function<RecordedEvent, EmitResult> result) {
        this.emitResult = result;
        return this;
    }

    /**
     * Sets the role and what goes with it, without telling anybody: main listens and has no peers, a renderer is
     * connected to main.
     */
    public RecordingEventBus role(ProcessRole role) {
        this.role = role;
        switch (role) {
            case MAIN -> state(ConnectionState.LISTENING, List.of());
            case RENDERER -> state(ConnectionState.CONNECTED, List.of(other()));
            case STANDALONE -> state(ConnectionState.LOCAL, List.of());
        }
        return this;
    }

    private void state(ConnectionState state, List<Peer> connected) {
        connectionState = state;
        peers = connected;
    }

    /** Sets the state of the connection and, if that is a change, calls its listeners on this thread. */
    public RecordingEventBus connectionState(ConnectionState state) {
        ConnectionState previous = connectionState;
        if (previous != state) {
            connectionState = state;
            ConnectionStateChanged change = new ConnectionStateChanged(previous, state, Instant.now(), null);
            stateListeners.forEach(listener -> listener.accept(change));
        }
        return this;
    }

    /** Sets the peers that are connected. */
    public RecordingEventBus peers(Peer... connected) {
        this.peers = List.of(connected);
        return this;
    }

    @Override
    public CompletableFuture<Void> emitConfirmed(Object payload) {
        try {
            emit(payload);
            return CompletableFuture.completedFuture(null);
        } catch (EventBusException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    @Override
    public Subscription onConnectionState(Consumer<ConnectionStateChanged> listener) {
        Consumer<ConnectionStateChanged> own = listener::accept;
        stateListeners.add(own);
        return () -> stateListeners.remove(own);
    }

    @Override
    public ProcessRole role() {
        return role;
    }

    @Override
    public ConnectionState connectionState() {
        return connectionState;
    }

    @Override
    public Collection<Peer> peers() {
        return peers;
    }

    @Override
    Subscription listen(
            String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options, boolean once) {
        return listeners.add(pattern, handler, options, once);
    }

    @Override
    Subscription answer(String name, RequestHandler<Object, ?> handler) {
        return answers.add(name, handler);
    }

    @Override
    EmitResult emitted(String name, Object payload, EmitOptions options) {
        RecordedEvent event = new RecordedEvent(name, payload, options);
        emitted.add(event);
        return emitResult.apply(event);
    }

    @Override
    CompletableFuture<@Nullable Object> requested(String name, Object payload, Type replyType, RequestOptions options) {
        RecordedRequest request = new RecordedRequest(name, payload, replyType, options);
        requested.add(request);
        return answers.answer(request, nextId(), self());
    }

    private Peer self() {
        return new Peer("this-process", null, role);
    }

    private Peer other() {
        return new Peer("other-process", null, role == ProcessRole.RENDERER ? ProcessRole.MAIN : ProcessRole.RENDERER);
    }

    private String nextId() {
        return "recorded-" + ids.incrementAndGet();
    }

    /** For failure messages: how much it has recorded. */
    @Override
    public String toString() {
        return "RecordingEventBus (" + emitted.size() + " events, " + requested.size() + " requests)";
    }
}
