package com.atomiton.events.cloudstream;

import com.atomiton.events.EventBusException;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineReceiver;
import com.atomiton.events.engine.EngineRecord;
import com.atomiton.events.engine.EngineSubscription;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/**
 * An engine that is whatever broker Spring Cloud Stream has a binder for. The binder is made when it is first used;
 * bindings are made and ended in the background.
 */
final class StreamEngine implements Engine, SmartLifecycle {

    private static final Log log = LogFactory.getLog(StreamEngine.class);

    private static final Duration LEFT_BEHIND = Duration.ofSeconds(5);

    private final DestinationNames names;
    private final Supplier<BoundBroker> connect;
    private final ExecutorService executor;
    private final Bindings bindings = new Bindings();
    private final Set<StreamSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final Set<CompletableFuture<Void>> unconfirmed = ConcurrentHashMap.newKeySet();

    /** Written under the lock of this. */
    private volatile @Nullable BoundBroker bound;

    /** Written under the lock of this. */
    private volatile boolean stopped;

    /**
     * @param connect called once, when a broker is first needed
     * @param executor for what blocks; shut down with the engine
     */
    StreamEngine(DestinationNames names, Supplier<BoundBroker> connect, ExecutorService executor) {
        this.names = names;
        this.connect = connect;
        this.executor = executor;
    }

    @Override
    public CompletableFuture<Void> send(Destination destination, EngineRecord record) {
        CompletableFuture<Void> sent;
        try {
            sent = bound().broker().send(destination, record);
        } catch (EventBusException e) {
            return CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(
                    new EventBusException("A record for " + destination + " could not be sent", e));
        }
        if (sent.isDone()) {
            return sent;
        }
        unconfirmed.add(sent);
        return sent.whenComplete((nothing, failure) -> unconfirmed.remove(sent));
    }

    @Override
    public EngineSubscription subscribe(
            Set<Destination> destinations, @Nullable String group, EngineReceiver receiver) {
        String name = Bindings.nameFor(destinations);
        StreamSubscription subscription = new StreamSubscription(
                new ReceivingBinding(
                        bound(),
                        name,
                        bindings.nextNumber(name),
                        Set.copyOf(destinations),
                        names,
                        group == null ? null : names.ofGroup(group),
                        receiver),
                executor,
                subscriptions::remove);
        subscriptions.add(subscription);
        subscription.open();
        return subscription;
    }

    private BoundBroker bound() {
        if (stopped) {
            throw new EventBusException("The engine is stopped", null);
        }
        BoundBroker existing = bound;
        return existing == null ? connect() : existing;
    }

    private synchronized BoundBroker connect() {
        BoundBroker connected = bound;
        if (connected == null) {
            connected = connect.get();
            bound = connected;
        }
        return connected;
    }

    @Override
    public void stop(Duration timeout) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        long end = System.nanoTime() + timeout.toNanos();
        try {
            awaitConfirmations(timeout.dividedBy(2)); // The other half is for what is being received
            List.copyOf(subscriptions).forEach(StreamSubscription::close);
            executor.shutdown();
            if (!executor.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                log.warn("What was being received did not end within " + timeout);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            executor.shutdownNow();
            BoundBroker connected = bound;
            if (connected != null) {
                connected.broker().close();
            }
        }
    }

    private void awaitConfirmations(Duration timeout) throws InterruptedException {
        try {
            CompletableFuture.allOf(unconfirmed.toArray(CompletableFuture<?>[]::new))
                    .get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            log.debug("Some records were not kept", e); // Their senders have been told
        } catch (TimeoutException e) {
            log.warn("The broker did not confirm " + unconfirmed.size() + " records within " + timeout);
        }
    }

    @Override
    public void start() {
        // The first use starts it
    }

    /** In case that whoever used it has not stopped it. */
    @Override
    public void stop() {
        stop(LEFT_BEHIND);
    }

    @Override
    public boolean isRunning() {
        return bound != null && !stopped;
    }

    /** After all that could use it. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
