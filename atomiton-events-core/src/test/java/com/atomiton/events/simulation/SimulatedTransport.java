package com.atomiton.events.simulation;

import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.Connection;
import com.atomiton.events.transport.ConnectionHandler;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.Transport;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Either side's transport. */
abstract sealed class SimulatedTransport implements Transport {

    final SimulatedNetwork network;
    final SimulatedProcess process;

    private SimulatedTransport(SimulatedNetwork network, SimulatedProcess process) {
        this.network = network;
        this.process = process;
    }

    @Override
    public String livenessReference() {
        return process.id();
    }

    @Override
    public @Nullable ProcessWatch watch(String livenessReference, @Nullable Object user) {
        boolean isSeen = network.isSeenFromOutside(livenessReference) && !network.hasEnded(livenessReference);
        return isSeen ? new Watch(livenessReference) : null;
    }

    private final class Watch implements ProcessWatch {

        private final String id;

        Watch(String id) {
            this.id = id;
        }

        @Override
        public boolean hasEnded() {
            return network.hasEnded(id);
        }

        @Override
        public void close() {
            // Nothing is open
        }
    }

    @Override
    public void close() {
        network.closed(process);
    }

    static final class Server extends SimulatedTransport implements ServerTransport {

        @Nullable
        Function<Connection, ConnectionHandler> acceptor;

        Server(SimulatedNetwork network, SimulatedProcess process) {
            super(network, process);
        }

        @Override
        public void start(Function<Connection, ConnectionHandler> accepted) {
            acceptor = accepted;
            network.listen(this);
        }

        @Override
        public void stopAccepting() {
            acceptor = null;
        }
    }

    static final class Client extends SimulatedTransport implements ClientTransport {

        Client(SimulatedNetwork network, SimulatedProcess process) {
            super(network, process);
        }

        @Override
        public void start(Runnable available) {
            network.tellWhenMainAppears(process, available);
        }

        @Override
        public void connect(Function<Connection, ConnectionHandler> connected, Consumer<Exception> failed) {
            network.later(process, () -> {
                if (!network.connect(process, connected)) {
                    failed.accept(new IOException("nobody listens"));
                }
            });
        }
    }
}
