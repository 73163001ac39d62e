package com.atomiton.events.transport.memory;

import com.atomiton.events.EventBusException;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.Transport;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/** What both sides share: a thread, the open connections, and the hooks to break them. */
public abstract sealed class MemoryTransport implements Transport permits MemoryServerTransport, MemoryClientTransport {

    private static final Log logger = LogFactory.getLog(MemoryTransport.class);

    private static final int END_TIMEOUT_SECONDS = 5;

    private enum State {
        NEW,
        STARTED,
        ENDED
    }

    private final MemoryHub hub;
    private final String livenessReference = UUID.randomUUID().toString();
    private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
    private final Set<MemoryConnection> connections = ConcurrentHashMap.newKeySet();
    private final ExecutorService executor;
    private volatile @Nullable Thread thread;

    MemoryTransport(MemoryHub hub, String role) {
        this.hub = hub;
        this.executor = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, "atomiton-events-memory-" + role);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    final MemoryHub hub() {
        return hub;
    }

    final Set<MemoryConnection> connections() {
        return connections;
    }

    final void markStarted() {
        if (!state.compareAndSet(State.NEW, State.STARTED)) {
            throw new EventBusException("A transport can be started once, and not after it was closed", null);
        }
        hub.live(livenessReference);
    }

    final boolean isStarted() {
        return state.get() == State.STARTED;
    }

    /** Runs a task on the transport's thread; returns whether it will be run. */
    final boolean execute(Runnable task) {
        try {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException | Error e) {
                    logger.error("A task of an in-memory transport failed", e);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    @Override
    public final @Nullable String livenessReference() {
        return state.get() == State.NEW ? null : livenessReference;
    }

    @Override
    public final @Nullable ProcessWatch watch(String livenessReference, @Nullable Object user) {
        return hub.watch(livenessReference);
    }

    @Override
    public final void close() {
        if (state.getAndSet(State.ENDED) != State.ENDED) {
            hub.end(this, livenessReference);
            connections.forEach(connection -> connection.close("The transport was closed"));
            executor.shutdown();
            awaitEnd();
        }
    }

    /**
     * Ends this transport as the kill of its process would: no handler of its own hears of it, nothing more is written,
     * the other ends see their connections end and the proof that the process has ended.
     */
    public final void kill() {
        if (state.getAndSet(State.ENDED) != State.ENDED) {
            hub.end(this, livenessReference);
            executor.shutdownNow();
            connections.forEach(MemoryConnection::vanish);
            awaitEnd();
        }
    }

    /** Cuts all open connections: what is on its way is lost, the handlers of both ends are told. */
    public final void cut() {
        connections.forEach(MemoryConnection::cut);
    }

    private void awaitEnd() {
        if (Thread.currentThread() == thread) {
            return;
        }
        try {
            if (!executor.awaitTermination(END_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                logger.warn("A handler blocks the thread of an in-memory transport, which therefore has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
