package com.atomiton.events.test;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each direction. Thread-safe. */
final class ProxiedConnection {

    private static final Log log = LogFactory.getLog(ProxiedConnection.class);
    private static final AtomicLong numbers = new AtomicLong();

    private final long number = numbers.incrementAndGet();
    private final SocketChannel renderer;
    private final SocketChannel main;
    private final Consumer<ProxiedConnection> whenClosed;
    private volatile List<Pump> pumps = List.of();
    private volatile boolean closed;

    ProxiedConnection(SocketChannel renderer, SocketChannel main, Consumer<ProxiedConnection> whenClosed) {
        this.renderer = renderer;
        this.main = main;
        this.whenClosed = whenClosed;
    }

    void start(DirectionFaults toMain, DirectionFaults toRenderer) {
        pumps = List.of(
                new Pump("fault-proxy-" + number + "-to-main", renderer, main, toMain, this),
                new Pump("fault-proxy-" + number + "-to-renderer", main, renderer, toRenderer, this));
        pumps.forEach(Pump::start);
    }

    boolean isClosed() {
        return closed;
    }

    /** Closes both ends. Twice is the same as once. */
    void close() {
        closed = true;
        try (renderer;
                main) {
            whenClosed.accept(this);
        } catch (IOException failed) {
            log.debug("Connection " + number + " did not close cleanly", failed);
        }
        pumps.forEach(Pump::wake);
    }

    void closeAndAwait() {
        close();
        pumps.forEach(Pump::await);
    }
}
