package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Sample;
import io.grpc.stub.CallStreamObserver;

/** Sends on a stream when the stream is ready and waits while it is not. */
final class ReadySender {

    private final CallStreamObserver<Sample> stream;

    /** To be made while the call starts, when a handler can still be set. */
    ReadySender(CallStreamObserver<Sample> stream) {
        this.stream = stream;
        stream.setOnReadyHandler(this::wake);
    }

    private synchronized void wake() {
        notifyAll();
    }

    void send(Sample sample) throws InterruptedException {
        if (!stream.isReady()) {
            awaitReady();
        }
        stream.onNext(sample);
    }

    private synchronized void awaitReady() throws InterruptedException {
        while (!stream.isReady()) {
            wait();
        }
    }
}
