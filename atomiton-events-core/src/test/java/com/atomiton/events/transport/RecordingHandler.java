package com.atomiton.events.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Sends what a test gives it, keeps what it gets, and notes when it is called as it must not be. */
public class RecordingHandler implements ConnectionHandler {

    private final Connection connection;
    private final Queue<ByteBuffer> outgoing = new ConcurrentLinkedQueue<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final AtomicLong filled = new AtomicLong();
    private final AtomicReference<Thread> caller = new AtomicReference<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicBoolean filling = new AtomicBoolean();
    private volatile boolean urgent;
    private volatile String reason;
    private volatile Throwable cause;

    public RecordingHandler(Connection connection) {
        this.connection = connection;
    }

    /** The handler of a connection that this transport has just made. */
    public static RecordingHandler connectedBy(ClientTransport client) throws Exception {
        CompletableFuture<RecordingHandler> connected = new CompletableFuture<>();
        client.connect(
                connection -> {
                    RecordingHandler handler = new RecordingHandler(connection);
                    connected.complete(handler);
                    return handler;
                },
                connected::completeExceptionally);
        return connected.get(10, TimeUnit.SECONDS);
    }

    public final Connection connection() {
        return connection;
    }

    public final void send(byte[] bytes) {
        outgoing.add(ByteBuffer.wrap(bytes));
        connection.requestWrite();
    }

    public final void sendNow(byte[] bytes) {
        urgent = true;
        outgoing.add(ByteBuffer.wrap(bytes));
        connection.writeNow();
    }

    @Override
    public void filled() {}

    @Override
    public boolean fill(ByteBuffer out) {
        if (!urgent) {
            noteCall("fill");
        }
        if (!filling.compareAndSet(false, true)) {
            violations.add("fill while it is called");
        }
        try {
            return fillFromOutgoing(out);
        } finally {
            filling.set(false);
        }
    }

    private boolean fillFromOutgoing(ByteBuffer out) {
        if (out.position() != 0 || out.remaining() < 8 * 1024) {
            violations.add("fill got " + out);
        }
        for (ByteBuffer next = outgoing.peek(); next != null && out.hasRemaining(); next = outgoing.peek()) {
            int count = Math.min(out.remaining(), next.remaining());
            out.put(next.slice(next.position(), count));
            next.position(next.position() + count);
            if (!next.hasRemaining()) {
                outgoing.remove();
            }
        }
        filled.addAndGet(out.position());
        return !outgoing.isEmpty();
    }

    @Override
    public void received(ByteBuffer in) {
        noteCall("received");
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        received.writeBytes(bytes);
    }

    @Override
    public void closed(String reason, Throwable cause) {
        noteCall("closed");
        this.reason = reason;
        this.cause = cause;
        closed.countDown();
    }

    private void noteCall(String method) {
        Thread thread = Thread.currentThread();
        if (!caller.compareAndSet(null, thread) && caller.get() != thread) {
            violations.add(method + " on " + thread + " and " + caller.get());
        }
        if (closed.getCount() == 0) {
            violations.add(method + " after closed");
        }
    }

    public final byte[] received() {
        return received.toByteArray();
    }

    public final int receivedCount() {
        return received.size();
    }

    /** How many bytes the transport has taken so far. */
    public final long filledCount() {
        return filled.get();
    }

    public final void awaitReceived(int count) {
        Awaitility.await().until(() -> received.size() >= count);
    }

    public final void awaitClosed() throws InterruptedException {
        assertThat(closed.await(10, TimeUnit.SECONDS))
                .as("told that it is closed")
                .isTrue();
    }

    public final boolean isClosed() {
        return closed.getCount() == 0;
    }

    public final String reason() {
        return reason;
    }

    public final Throwable cause() {
        return cause;
    }

    final void assertCalledProperly() {
        assertThat(violations).isEmpty();
    }
}
