package com.atomiton.events.test;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** One connection through a {@link FaultProxy}: two sockets, and a thread for each direction. Thread-safe. */
final class ProxiedConnection {

    private static final Log log = LogFactory.getLog(ProxiedConnection.class);
    private static final AtomicLong numbers = new AtomicLong();

    private final long number = numbers.incrementAndGet();
    private final SocketChannel renderer;
    private final SocketChannel main;
    private volatile List<Pump> pumps = List.of();
    private volatile boolean closed;

    ProxiedConnection(SocketChannel renderer, SocketChannel main) {
        this.renderer = renderer;
        this.main = main;
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
        closeEnd(renderer);
        closeEnd(main);
        pumps.forEach(Pump::wake);
    }

    private void closeEnd(SocketChannel end) {
        try {
            end.close();
        } catch (IOException failed) {
            log.debug("Connection " + number + " did not close cleanly", failed);
        }
    }

    /** Whether it is closed and its threads have ended. */
    boolean hasEnded() {
        return closed && pumps.stream().noneMatch(Pump::isAlive);
    }

    void closeAndAwait() {
        close();
        pumps.forEach(Pump::await);
    }
}
