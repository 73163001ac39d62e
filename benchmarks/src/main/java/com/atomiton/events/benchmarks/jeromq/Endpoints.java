package com.atomiton.events.benchmarks.jeromq;

import com.atomiton.events.benchmarks.Repeated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.ZError;

/**
 * The sockets of one process.
 *
 * @param directory where main leaves the addresses for the renderers
 * @param unix whether they are Unix-domain sockets; else TCP on the loopback interface
 * @param context of all of them
 */
record Endpoints(Path directory, boolean unix, ZContext context) implements AutoCloseable {

    /** In messages; enough for 4 KiB ones in the heap of a small process. */
    private static final int HIGH_WATER_MARK = 5000;

    Endpoints(Path directory, boolean unix) {
        this(directory, unix, new ZContext());
    }

    ZMQ.Socket bind(SocketType type, String name) throws IOException {
        ZMQ.Socket socket = socket(type);
        socket.bind(unix ? "ipc://" + directory.resolve(name + ".sock") : "tcp://127.0.0.1:*");
        Files.writeString(file(name), socket.getLastEndpoint());
        return socket;
    }

    ZMQ.Socket connect(SocketType type, String name) throws IOException {
        ZMQ.Socket socket = socket(type);
        if (type == SocketType.SUB) {
            socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
        }
        socket.connect(Files.readString(file(name)));
        return socket;
    }

    private Path file(String name) {
        return directory.resolve(name + ".address");
    }

    private ZMQ.Socket socket(SocketType type) {
        ZMQ.Socket socket = context.createSocket(type);
        socket.setHWM(HIGH_WATER_MARK);
        return socket;
    }

    /** Reads the socket on a thread of its own until the context is closed. */
    static void read(ZMQ.Socket socket, Repeated.Step step) {
        Repeated.start("zmq", () -> {
            try {
                step.run();
            } catch (ZMQException closed) {
                if (closed.getErrorCode() == ZError.ETERM) {
                    socket.close();
                }
                throw closed;
            }
        });
    }

    @Override
    public void close() {
        context.close();
    }
}
