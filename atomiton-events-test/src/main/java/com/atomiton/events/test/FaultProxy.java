package com.atomiton.events.test;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Stands between renderers and main on a Unix-domain socket of its own, passes the bytes on, and makes the faults that a
 * test asks for. A renderer is led through it by its property {@code atomiton.events.socket.path}.
 *
 * <pre>{@code
 * try (FaultProxy proxy = FaultProxy.start(directory.resolve("proxy.sock"), directory.resolve("main.sock"))) {
 *     ...
 *     proxy.cutAfter(Direction.TO_RENDERER, 1_000);
 * }
 * }</pre>
 *
 * <p>Each order holds for the connections that are open and for those to come, until {@link #heal()}; {@link #cutAfter}
 * and {@link #corrupt} strike once. Thread-safe.
 */
public final class FaultProxy implements AutoCloseable {

    private static final Log log = LogFactory.getLog(FaultProxy.class);

    private final Path path;
    private final UnixDomainSocketAddress main;
    private final ServerSocketChannel server;
    private final DirectionFaults toMain = new DirectionFaults();
    private final DirectionFaults toRenderer = new DirectionFaults();
    /** Also those that are closed and whose threads may not have ended yet: who closes the proxy waits for them. */
    private final Set<ProxiedConnection> connections = ConcurrentHashMap.newKeySet();

    private final Thread acceptor;
    private volatile boolean refusing;
    private volatile boolean closed;

    /** Which way bytes go. */
    public enum Direction {

        /** From a renderer to main. */
        TO_MAIN,

        /** From main to a renderer. */
        TO_RENDERER
    }

    private FaultProxy(Path path, Path main, ServerSocketChannel server) {
        this.path = path;
        this.main = UnixDomainSocketAddress.of(main);
        this.server = server;
        this.acceptor = new Thread(this::accept, "fault-proxy-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /**
     * A proxy that listens.
     *
     * @param path the socket for renderers, which must not exist
     * @param main main's socket; if nobody listens there, renderers that connect are disconnected at once
     * @throws IOException if the socket cannot be bound
     */
    public static FaultProxy start(Path path, Path main) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            return new FaultProxy(path, main, server);
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    /** The socket for renderers. */
    public Path path() {
        return path;
    }

    /** How many connections pass through it now. */
    public int connections() {
        return (int) connections.stream()
                .filter(connection -> !connection.isClosed())
                .count();
    }

    /** How many bytes have passed this way since the start, those that were corrupted too. */
    public long passed(Direction direction) {
        return faults(direction).passed();
    }

    /** Cuts all connections now. Bytes that the proxy has read and not yet passed on are lost. */
    public void cut() {
        connections.forEach(ProxiedConnection::close);
    }

    /**
     * Cuts the first connection on which this many bytes, counted from its begin, have passed this way. Cuts once. A
     * connection that is further already is cut when the next byte comes, and so is any one if it is 0.
     */
    public void cutAfter(Direction direction, long bytes) {
        faults(direction).cutAfter(bytes);
    }

    /**
     * Flips all bits of one byte, of the first connection that gets so far: 0 is a connection's first byte in this
     * direction. Strikes once, and never if all connections are past it.
     */
    public void corrupt(Direction direction, long position) {
        faults(direction).corrupt(position);
    }

    /** Holds each piece that arrives for this long before it is passed on; {@link Duration#ZERO} for no longer. */
    public void delay(Direction direction, Duration delay) {
        faults(direction).delay(delay);
    }

    /** Passes bytes on in pieces of at most this many, each written on its own. */
    public void split(Direction direction, int bytes) {
        faults(direction).split(bytes);
    }

    /** Reads this way no more, so that the sender finds that it can write nothing, until {@link #resume} or a cut. */
    public void stall(Direction direction) {
        faults(direction).stall(true);
    }

    /** Ends {@link #stall}: what was held is passed on. */
    public void resume(Direction direction) {
        faults(direction).stall(false);
    }

    /** Disconnects at once whoever connects from now on; open connections stay. */
    public void refuse() {
        refusing = true;
    }

    /** Forgets all orders that were given, {@link #refuse()} too: everything passes as it is. */
    public void heal() {
        refusing = false;
        toMain.heal();
        toRenderer.heal();
    }

    private DirectionFaults faults(Direction direction) {
        return direction == Direction.TO_MAIN ? toMain : toRenderer;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel renderer = server.accept();
                if (refusing || closed) {
                    renderer.close();
                } else {
                    connect(renderer);
                }
            }
        } catch (IOException ended) {
            if (!closed) {
                log.error("The fault proxy at '" + path + "' accepts no more connections", ended);
            }
        }
    }

    private void connect(SocketChannel renderer) throws IOException {
        SocketChannel toTarget;
        try {
            toTarget = SocketChannel.open(main);
        } catch (IOException nobody) {
            log.debug("Nobody listens at '" + main + "'", nobody);
            renderer.close();
            return;
        }
        ProxiedConnection connection = new ProxiedConnection(renderer, toTarget);
        connections.removeIf(ProxiedConnection::hasEnded);
        connections.add(connection);
        connection.start(toMain, toRenderer);
        if (refusing || closed) {
            connection.close();
        }
    }

    /** Cuts all connections, removes the socket and ends all threads. Twice is the same as once. */
    @Override
    public void close() {
        closed = true;
        try {
            server.close();
            acceptor.join();
            connections.forEach(ProxiedConnection::closeAndAwait);
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            log.warn("The fault proxy's socket '" + path + "' may be left", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
