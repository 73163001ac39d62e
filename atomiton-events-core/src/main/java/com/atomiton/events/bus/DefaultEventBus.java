package com.atomiton.events.bus;

import static com.atomiton.events.bus.HandlerForms.contextual;
import static com.atomiton.events.bus.HandlerForms.described;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.ConnectionStateChanged;
import com.atomiton.events.ContextualEventHandler;
import com.atomiton.events.EmitOptions;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBus;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContractException;
import com.atomiton.events.EventHandler;
import com.atomiton.events.EventType;
import com.atomiton.events.Peer;
import com.atomiton.events.ProcessRole;
import com.atomiton.events.RequestHandler;
import com.atomiton.events.RequestOptions;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.Subscription;
import com.atomiton.events.connection.PeerSession;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.ParameterizedTypeReference;

/**
 * The event bus. Made by {@link EventBusBuilder}; applications use it as {@link EventBus}, and only who made it starts and
 * stops it. It can be used before it is started: what is emitted then waits as if there were no connection. Once stopped
 * it cannot be started again.
 */
public final class DefaultEventBus extends MonitoredBus implements EventBus, SmartLifecycle, AutoCloseable {

    /** After everything that handlers may need, a web server too; and it stops before them. */
    private static final int PHASE = SmartLifecycle.DEFAULT_PHASE - 512;

    private final Object lifecycle = new Object();
    private volatile boolean running;
    private volatile boolean closed;
    private boolean stopped; // Guarded by the lifecycle

    DefaultEventBus(BusParts parts) {
        super(parts);
    }

    @Override
    public <T> Subscription on(Class<T> type, EventHandler<? super T> handler) {
        return on(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription on(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return on(parts.catalog().typeOfClass(type), handler, options);
    }

    @Override
    public <T> Subscription on(EventType<T> type, EventHandler<? super T> handler) {
        return on(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription on(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, contextual(handler), described(handler, options), false);
    }

    @Override
    public Subscription on(String pattern, EventHandler<Object> handler) {
        return on(pattern, handler, SubscribeOptions.defaults());
    }

    @Override
    public Subscription on(String pattern, EventHandler<Object> handler, SubscribeOptions options) {
        return parts.listening().listen(pattern, contextual(handler), described(handler, options), false);
    }

    @Override
    public <T> Subscription once(Class<T> type, EventHandler<? super T> handler) {
        return once(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription once(Class<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return once(parts.catalog().typeOfClass(type), handler, options);
    }

    @Override
    public <T> Subscription once(EventType<T> type, EventHandler<? super T> handler) {
        return once(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription once(EventType<T> type, EventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, contextual(handler), described(handler, options), true);
    }

    @Override
    public <T> Subscription onEvent(Class<T> type, ContextualEventHandler<? super T> handler) {
        return onEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription onEvent(
            Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return onEvent(parts.catalog().typeOfClass(type), handler, options);
    }

    @Override
    public <T> Subscription onEvent(EventType<T> type, ContextualEventHandler<? super T> handler) {
        return onEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription onEvent(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, handler, described(handler, options), false);
    }

    @Override
    public Subscription onEvent(String pattern, ContextualEventHandler<Object> handler) {
        return onEvent(pattern, handler, SubscribeOptions.defaults());
    }

    @Override
    public Subscription onEvent(String pattern, ContextualEventHandler<Object> handler, SubscribeOptions options) {
        return parts.listening().listen(pattern, handler, described(handler, options), false);
    }

    @Override
    public <T> Subscription onceEvent(Class<T> type, ContextualEventHandler<? super T> handler) {
        return onceEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription onceEvent(
            Class<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return onceEvent(parts.catalog().typeOfClass(type), handler, options);
    }

    @Override
    public <T> Subscription onceEvent(EventType<T> type, ContextualEventHandler<? super T> handler) {
        return onceEvent(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T> Subscription onceEvent(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options) {
        return listen(type, handler, described(handler, options), true);
    }

    @SuppressWarnings("unchecked") // a payload of the type's name is decoded as, or checked against, the type
    private <T> Subscription listen(
            EventType<T> type, ContextualEventHandler<? super T> handler, SubscribeOptions options, boolean once) {
        return parts.listening().listen(type, (ContextualEventHandler<Object>) handler, options, once);
    }

    @Override
    public <T, R> Subscription handle(Class<T> type, RequestHandler<? super T, ? extends R> handler) {
        return handle(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T, R> Subscription handle(
            Class<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options) {
        return handle(parts.catalog().typeOfClass(type), handler, options);
    }

    @Override
    public <T, R> Subscription handle(EventType<T> type, RequestHandler<? super T, ? extends R> handler) {
        return handle(type, handler, SubscribeOptions.defaults());
    }

    @Override
    public <T, R> Subscription handle(
            EventType<T> type, RequestHandler<? super T, ? extends R> handler, SubscribeOptions options) {
        return parts.listening().handle(type, handler, described(handler, options));
    }

    @Override
    public EmitResult emit(Object payload) {
        return emit(payload, EmitOptions.defaults());
    }

    @Override
    public EmitResult emit(Object payload, EmitOptions options) {
        requireOpen();
        // Registered when the class was seen first
        return parts.emit(parts.catalog().typeOf(payload), payload, options);
    }

    @Override
    public <T> EmitResult emit(EventType<T> type, T payload) {
        return emit(type, payload, EmitOptions.defaults());
    }

    @Override
    public <T> EmitResult emit(EventType<T> type, T payload, EmitOptions options) {
        requireOpen();
        return parts.emit(parts.catalog().register(type), payload, options);
    }

    @Override
    public EmitResult emit(String name, Object payload) {
        requireOpen();
        return parts.emitter().emit(parts.catalog().typeFor(name, payload), payload, EmitOptions.defaults());
    }

    @Override
    public CompletableFuture<Void> emitConfirmed(Object payload) {
        return unlessClosed(() -> parts.confirmations().emit(parts.catalog().typeOf(payload), payload));
    }

    @Override
    public <R> CompletableFuture<R> request(Object payload, Class<R> replyType) {
        return request(payload, replyType, RequestOptions.defaults());
    }

    @Override
    public <R> CompletableFuture<R> request(Object payload, Class<R> replyType, RequestOptions options) {
        try {
            return request(parts.catalog().typeOf(payload), payload, (Type) replyType, options);
        } catch (EventContractException mistake) {
            return CompletableFuture.failedFuture(mistake);
        }
    }

    @Override
    public <T, R> CompletableFuture<R> request(
            EventType<T> type, T payload, ParameterizedTypeReference<R> replyType, RequestOptions options) {
        return request(type, payload, replyType.getType(), options);
    }

    @SuppressWarnings("unchecked") // the reply is decoded as, or checked against, the reply type
    private <T, R> CompletableFuture<R> request(EventType<T> type, T payload, Type replyType, RequestOptions options) {
        return unlessClosed(() ->
                (CompletableFuture<R>) parts.request(parts.catalog().register(type), payload, replyType, options));
    }

    /** What cannot be begun fails the future. */
    private <R> CompletableFuture<R> unlessClosed(Supplier<CompletableFuture<R>> begin) {
        try {
            requireOpen();
            return begin.get();
        } catch (EventBusException failure) {
            return CompletableFuture.failedFuture(failure);
        } catch (RejectedExecutionException closing) {
            return CompletableFuture.failedFuture(closedException());
        }
    }

    @Override
    public Subscription onConnectionState(Consumer<ConnectionStateChanged> listener) {
        return parts.notifications().add(listener);
    }

    @Override
    public ProcessRole role() {
        return parts.self().role();
    }

    @Override
    public ConnectionState connectionState() {
        return parts.endpoint().state();
    }

    @Override
    public Collection<Peer> peers() {
        return sessions().stream()
                .filter(session -> session.isConnected() && !session.isShared())
                .map(PeerSession::peer)
                .toList();
    }

    @Override
    public boolean redeliver(String id) {
        requireOpen();
        return parts.dispatcher().redeliver(id);
    }

    /**
     * Takes what only one main of a user and namespace can have, ahead of {@link #start}: who calls it before anything
     * else of an application is seen, such as its web server, has a second main fail before that. Without it the start
     * does it. Nothing for a renderer; twice is the same as once.
     *
     * @throws EventBusException if there is a main already, or it is impossible as things are configured
     */
    public void claim() {
        synchronized (lifecycle) {
            if (!stopped && !running) {
                parts.claim();
            }
        }
    }

    /**
     * Starts to listen or to connect, in the background for a renderer. Twice is the same as once.
     *
     * @throws EventBusException if that is impossible as things are configured, or if it has been stopped
     */
    @Override
    public void start() {
        synchronized (lifecycle) {
            if (stopped) {
                throw closedException();
            }
            if (!running) {
                parts.start();
                running = true;
            }
        }
    }

    /**
     * Lets handlers finish, sends what waits, says goodbye and ends all threads, within
     * {@code atomiton.events.shutdown.timeout}. Blocks; twice is the same as once.
     */
    @Override
    public void stop() {
        synchronized (lifecycle) {
            if (stopped) {
                return;
            }
            stopped = true;
            running = false;
            long end = System.nanoTime() + parts.settings().shutdownTimeout().toNanos();
            try {
                // Until then what handlers emit is sent.
                parts.letHandlersFinish(end);
            } finally {
                closed = true;
                parts.close(end);
            }
        }
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The bus cannot be started again, so it is not stopped for a pause. */
    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void requireOpen() {
        if (closed) {
            throw closedException();
        }
    }

    private EventBusException closedException() {
        return new EventBusException("the event bus of this " + role().label() + " is closed", null);
    }
}
