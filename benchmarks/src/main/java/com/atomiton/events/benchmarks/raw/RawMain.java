package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Repeated;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Main's side: one thread reads all connections. */
final class RawMain implements Side {

    private static final long POLL_MILLIS = 5;

    private final Payload payload;
    private final Reception reception;
    private final Selector selector;
    private final ServerSocketChannel server;
    private final List<RawConnection> peers = new CopyOnWriteArrayList<>();
    private final FrameBuffer batch = new FrameBuffer();

    RawMain(UnixDomainSocketAddress address, Payload payload, Handover handover, Receiver receiver) throws IOException {
        this.payload = payload;
        reception = new Reception(payload, handover, receiver, peers::add);
        selector = Selector.open();
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        Repeated.start("reader", this::select);
    }

    private void select() throws Exception {
        selector.select();
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof RawConnection connection) {
                read(connection, key);
            } else {
                RawConnection connection = new RawConnection(server.accept());
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
            }
        }
        selector.selectedKeys().clear();
    }

    private void read(RawConnection connection, SelectionKey key) throws Exception {
        try {
            reception.consume(connection, connection.read());
        } catch (EOFException closed) {
            key.cancel();
            peers.remove(connection);
            connection.close();
        }
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (peers.size() < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) throws IOException {
        batch.append(Kind.EVENT, payload, sample);
        if (batch.isFull()) {
            flush();
        }
    }

    @Override
    public void flush() throws IOException {
        ByteBuffer bytes = batch.take();
        for (RawConnection peer : peers) {
            peer.write(bytes.duplicate());
        }
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
