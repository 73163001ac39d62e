package com.atomiton.events.transport.memory;

import com.atomiton.events.EventBusException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
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

    private static final int MAX_ENDED = 10_000;

    private final CopyOnWriteArrayList<MemoryClientTransport> clients = new CopyOnWriteArrayList<>();
    /** Of the transports that have ended: who asks does so soon, so of the newest only. */
    private final Set<String> ended = Collections.newSetFromMap(new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_ENDED;
        }
    }); // Guarded by this

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

    void end(MemoryTransport transport, String livenessReference) {
        clients.remove(transport);
        synchronized (this) {
            ended.add(livenessReference);
            if (transport.equals(main)) {
                main = null;
                listening = null;
            }
        }
    }

    synchronized boolean hasEnded(String livenessReference) {
        return ended.contains(livenessReference);
    }
}
