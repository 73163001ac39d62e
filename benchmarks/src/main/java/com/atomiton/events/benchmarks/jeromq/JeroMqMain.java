package com.atomiton.events.benchmarks.jeromq;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** Main's side. */
final class JeroMqMain implements Side {

    private final Endpoints endpoints;
    private final ZMQ.Socket downwards;
    private int subscribers;

    JeroMqMain(Endpoints endpoints, Receiver receiver) throws IOException {
        this.endpoints = endpoints;
        downwards = endpoints.bind(SocketType.XPUB, "down");
        downwards.setXpubNoDrop(true);
        ZMQ.Socket upwards = endpoints.bind(SocketType.PULL, "up");
        ZMQ.Socket requests = endpoints.bind(SocketType.REP, "ask");
        Endpoints.read(upwards, () -> {
            SampleJson.decode(upwards.recv());
            receiver.received(1);
        });
        Endpoints.read(requests, () -> requests.send(SampleJson.encode(SampleJson.decode(requests.recv()))));
    }

    @Override
    public void awaitPeers(int count) {
        while (subscribers < count) {
            downwards.recv();
            subscribers++;
        }
    }

    @Override
    public void send(Sample sample) {
        downwards.send(SampleJson.encode(sample));
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
