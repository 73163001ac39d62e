package com.atomiton.events.test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/** Passes the bytes of one direction of a connection on, with the faults that are asked for, on a thread of its own. */
final class Pump {

    private static final Log log = LogFactory.getLog(Pump.class);
    private static final int BUFFER_BYTES = 16 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final DirectionFaults faults;
    private final ProxiedConnection connection;
    private final Thread thread;

    /** How many bytes of this connection have passed. Only the pump's thread uses it. */
    private long position;

    Pump(String name, SocketChannel from, SocketChannel to, DirectionFaults faults, ProxiedConnection connection) {
        this.from = from;
        this.to = to;
        this.faults = faults;
        this.connection = connection;
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        faults.wake();
    }

    boolean isAlive() {
        return thread.isAlive();
    }

    void await() {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try {
            faults.awaitFlow(connection::isClosed);
            while (from.read(buffer) >= 0 && pass(buffer.flip())) {
                buffer.clear();
                faults.awaitFlow(connection::isClosed);
            }
        } catch (IOException ended) {
            log.debug(thread.getName() + " ends", ended);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            connection.close();
        }
    }

    /** {@code false} if the connection is to be cut. */
    private boolean pass(ByteBuffer bytes) throws IOException, InterruptedException {
        faults.awaitPassage(System.nanoTime(), connection::isClosed);
        while (bytes.hasRemaining()) {
            DirectionFaults.Step step = faults.step(position, bytes.remaining());
            ByteBuffer piece = bytes.slice(bytes.position(), step.length());
            if (step.corrupt() >= 0) {
                piece.put(step.corrupt(), (byte) ~piece.get(step.corrupt()));
            }
            while (piece.hasRemaining()) {
                to.write(piece);
            }
            bytes.position(bytes.position() + step.length());
            position += step.length();
            if (step.cut()) {
                return false;
            }
        }
        return true;
    }
}
