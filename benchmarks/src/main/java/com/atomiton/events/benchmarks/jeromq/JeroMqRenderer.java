package com.atomiton.events.benchmarks.jeromq;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.SampleJson;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;

/** A renderer's side. */
final class JeroMqRenderer implements Side {

    private final Endpoints endpoints;
    private final ZMQ.Socket upwards;
    private final ZMQ.Socket requests;

    JeroMqRenderer(Endpoints endpoints, Receiver receiver) throws IOException {
        this.endpoints = endpoints;
        upwards = endpoints.connect(SocketType.PUSH, "up");
        requests = endpoints.connect(SocketType.REQ, "ask");
        ZMQ.Socket downwards = endpoints.connect(SocketType.SUB, "down");
        Endpoints.read(downwards, () -> {
            SampleJson.decode(downwards.recv());
            receiver.received(1);
        });
    }

    @Override
    public void awaitPeers(int count) {
        // A PUSH socket keeps what is sent until it is connected; main knows when it is subscribed to.
    }

    @Override
    public void send(Sample sample) {
        upwards.send(SampleJson.encode(sample));
    }

    @Override
    public void roundTrip(Sample sample) {
        requests.send(SampleJson.encode(sample));
        SampleJson.decode(requests.recv());
    }

    @Override
    public void close() {
        endpoints.close();
    }
}
