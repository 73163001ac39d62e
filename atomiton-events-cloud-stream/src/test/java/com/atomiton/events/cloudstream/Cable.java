package com.atomiton.events.cloudstream;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, until it is cut. */
final class Cable implements AutoCloseable {

    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile boolean cut;

    Cable() {
        try {
            entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("accept", this::accept);
    }

    String address() {
        return "127.0.0.1:" + entrance.getLocalPort();
    }

    void leadTo(int port) {
        target = port;
    }

    /** All connections end, and no new one is made. */
    void cut() {
        cut = true;
        sockets.forEach(Cable::closeQuietly);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket in = entrance.accept();
                if (cut) {
                    in.close();
                    continue;
                }
                Socket out = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(in);
                sockets.add(out);
                start("in", () -> pump(in, out));
                start("out", () -> pump(out, in));
            } catch (IOException closed) {
                // The loop's condition tells
            }
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException closed) {
            // Both ends end together
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, "cable-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
