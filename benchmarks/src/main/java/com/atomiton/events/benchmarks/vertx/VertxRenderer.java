package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.SocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A renderer's side: a client. */
final class VertxRenderer implements Side {

    private final Vertx vertx = Vertx.vertx(VertxMain.options());
    private final BlockingQueue<Sample> replies = new LinkedBlockingQueue<>();
    private final Link link;

    VertxRenderer(String socket, boolean inBlocks, Receiver receiver) {
        link = vertx.createNetClient()
                .connect(SocketAddress.domainSocketAddress(socket))
                .map(connected -> new Link(connected, inBlocks, (kind, sample) -> {
                    if (kind == Link.EVENT) {
                        receiver.received(1);
                    } else {
                        replies.add(sample);
                    }
                }))
                .await();
    }

    @Override
    public void awaitPeers(int count) {
        // It is connected; main knows when it has seen it.
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        link.append(Link.EVENT, sample);
    }

    @Override
    public void flush() throws InterruptedException {
        link.flush();
    }

    @Override
    public void roundTrip(Sample sample) throws InterruptedException {
        link.write(Link.REQUEST, sample);
        replies.take();
    }

    @Override
    public void close() {
        Future<Void> unused = vertx.close();
    }
}
