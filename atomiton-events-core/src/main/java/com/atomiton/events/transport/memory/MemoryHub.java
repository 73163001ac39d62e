package com.atomiton.events.transport.memory;

import com.atomiton.events.EventBusException;
import com.atomiton.events.transport.ProcessWatch;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * What a socket's path is for processes: the place where one main and its renderers meet, in one JVM. Every transport
 * stands for a process of its own. Thread-safe.
 *
 * <pre>{@code
 * MemoryHub hub = new MemoryHub();
 * ServerTransport main = hub.server();
 * ClientTransport renderer = hub.client();
 * }</pre>
 */
public final class MemoryHub {

    private final CopyOnWriteArrayList<MemoryClientTransport> clients = new CopyOnWriteArrayList<>();
    private final Set<String> living = ConcurrentHashMap.newKeySet();

    private @Nullable MemoryServerTransport main; // Guarded by this
    private @Nullable MemoryServerTransport listening; // Guarded by this

    /** A transport for a main that is not started. Only one at a time can be. */
    public MemoryServerTransport server() {
        return new MemoryServerTransport(this);
    }

    /** A transport for one more renderer, not started. */
    public MemoryClientTransport client() {
        return new MemoryClientTransport(this);
    }

    void listen(MemoryServerTransport server) {
        synchronized (this) {
            if (main != null) {
                throw new EventBusException("A main is already running in this hub. Close or kill it first.", null);
            }
            main = server;
            listening = server;
        }
        clients.forEach(MemoryClientTransport::tellAvailable);
    }

    synchronized @Nullable MemoryServerTransport listening() {
        return listening;
    }

    synchronized void stopListening(MemoryServerTransport server) {
        if (server.equals(listening)) {
            listening = null;
        }
    }

    void add(MemoryClientTransport client) {
        clients.add(client);
        if (listening() != null) {
            client.tellAvailable();
        }
    }

    void live(String livenessReference) {
        living.add(livenessReference);
    }

    void end(MemoryTransport transport, String livenessReference) {
        clients.remove(transport);
        synchronized (this) {
            living.remove(livenessReference);
            if (transport.equals(main)) {
                main = null;
                listening = null;
            }
        }
    }

    @Nullable
    ProcessWatch watch(String livenessReference) {
        return living.contains(livenessReference) ? new Watch(livenessReference) : null;
    }

    private final class Watch implements ProcessWatch {

        private final String livenessReference;
        private volatile boolean closed;

        Watch(String livenessReference) {
            this.livenessReference = livenessReference;
        }

        @Override
        public boolean hasEnded() {
            return !closed && !living.contains(livenessReference);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
