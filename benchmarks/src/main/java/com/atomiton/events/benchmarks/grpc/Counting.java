package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.StreamObserver;

/** Receives a stream and asks for more of it, block by block. */
final class Counting implements StreamObserver<Sample> {

    private final CallStreamObserver<?> stream;
    private final int block;
    private final Receiver receiver;
    private int left;

    Counting(CallStreamObserver<?> stream, int block, Receiver receiver) {
        this.stream = stream;
        this.block = block;
        this.receiver = receiver;
        left = block;
    }

    @Override
    public void onNext(Sample sample) {
        receiver.received(1);
        if (--left <= block / 2) {
            stream.request(block - left);
            left = block;
        }
    }

    @Override
    public void onError(Throwable failure) {
        System.out.println("A stream has ended: " + failure);
    }

    @Override
    public void onCompleted() {
        // The other process ends.
    }
}
