package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Repeated;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.SynchronousQueue;

/** A renderer's side: one connection for events, with a thread that reads it, and one for requests. */
final class RawRenderer implements Side {

    private final Payload payload;
    private final RawConnection events;
    private final RawConnection requests;
    private final Selector replies = Selector.open();
    private final BlockingQueue<Boolean> handedOver = new SynchronousQueue<>();
    private final boolean readsRepliesItself;
    private final FrameBuffer batch = new FrameBuffer();
    private final FrameBuffer request = new FrameBuffer();

    RawRenderer(UnixDomainSocketAddress address, Payload payload, Handover handover, Receiver receiver)
            throws IOException {
        this.payload = payload;
        events = new RawConnection(SocketChannel.open(address));
        requests = new RawConnection(SocketChannel.open(address));
        readsRepliesItself = handover != Handover.EACH;
        requests.channel().register(replies, SelectionKey.OP_READ);
        batch.append(Kind.HELLO, new byte[0], 0, 0);
        flush();

        Reception reception = new Reception(payload, handover, receiver, connection -> {});
        Selector selector = Selector.open();
        events.channel().register(selector, SelectionKey.OP_READ);
        Repeated.start("reader", () -> {
            await(selector);
            reception.consume(events, events.read());
        });
        if (!readsRepliesItself) {
            Repeated.start("reply-reader", () -> {
                readReply();
                handedOver.put(true);
            });
        }
    }

    private static void await(Selector selector) throws IOException {
        selector.select();
        selector.selectedKeys().clear();
    }

    @Override
    public void awaitPeers(int count) {
        // Connected since the constructor; main knows when it has seen it.
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
        events.write(batch.take());
    }

    @Override
    public void roundTrip(Sample sample) throws Exception {
        request.append(Kind.REQUEST, payload, sample);
        requests.write(request.take());
        if (readsRepliesItself) {
            readReply();
        } else {
            handedOver.take();
        }
    }

    private void readReply() throws IOException {
        boolean[] complete = {false};
        while (!complete[0]) {
            await(replies);
            ByteBuffer unread = requests.read();
            Frames.each(unread, (kind, bytes, offset, length) -> {
                payload.read(bytes, offset, length);
                complete[0] = true;
            });
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
        requests.close();
    }
}
