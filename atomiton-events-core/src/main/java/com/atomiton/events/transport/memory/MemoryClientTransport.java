package com.atomiton.events.transport.memory;

import com.atomiton.events.EventBusException;
import com.atomiton.events.Failures;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import java.util.function.Consumer;
import java.util.function.Function;

/** A renderer's side of a {@link MemoryHub}. */
public final class MemoryClientTransport extends MemoryTransport implements ClientTransport {

    private volatile Runnable available = () -> {};

    MemoryClientTransport(MemoryHub hub) {
        super(hub, "renderer");
    }

    @Override
    public void start(Runnable available) {
        markStarted();
        this.available = available;
        hub().add(this);
    }

    void tellAvailable() {
        execute(available);
    }

    @Override
    public void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
        if (!isStarted() || !execute(() -> attempt(connected, failed))) {
            failed.accept(new EventBusException("The transport is not started, or closed", null));
        }
    }

    private void attempt(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
        MemoryServerTransport server = hub().listening();
        if (server == null) {
            failed.accept(noMain());
            return;
        }
        MemoryConnection ours = MemoryConnection.pair(this, server);
        if (server.accept(ours.other())) {
            try {
                ours.open(connected);
            } catch (RuntimeException | Error e) {
                failed.accept(new EventBusException("A new connection has no handler: " + Failures.text(e), e));
            }
        } else {
            ours.discard();
            failed.accept(noMain());
        }
    }

    private static EventBusException noMain() {
        return new EventBusException("No main is running in this hub", null);
    }
}
