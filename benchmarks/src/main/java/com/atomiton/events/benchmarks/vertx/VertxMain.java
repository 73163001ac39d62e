package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Main's side: the server. */
final class VertxMain implements Side {

    private static final long POLL_MILLIS = 5;

    private final boolean inBlocks;
    private final Receiver receiver;
    private final List<Link> renderers = new CopyOnWriteArrayList<>();
    private final Vertx vertx = Vertx.vertx(options());

    VertxMain(String socket, boolean inBlocks, Receiver receiver) {
        this.inBlocks = inBlocks;
        this.receiver = receiver;
        vertx.createNetServer()
                .connectHandler(this::connected)
                .listen(SocketAddress.domainSocketAddress(socket))
                .await();
    }

    static VertxOptions options() {
        return new VertxOptions().setPreferNativeTransport(true);
    }

    private void connected(NetSocket socket) {
        Link[] link = new Link[1];
        link[0] = new Link(socket, inBlocks, (kind, sample) -> {
            if (kind == Link.EVENT) {
                receiver.received(1);
            } else {
                link[0].write(Link.REPLY, sample);
            }
        });
        renderers.add(link[0]);
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (renderers.size() < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        for (Link renderer : renderers) {
            renderer.append(Link.EVENT, sample);
        }
    }

    @Override
    public void flush() throws InterruptedException {
        for (Link renderer : renderers) {
            renderer.flush();
        }
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() {
        Future<Void> unused = vertx.close();
    }
}
