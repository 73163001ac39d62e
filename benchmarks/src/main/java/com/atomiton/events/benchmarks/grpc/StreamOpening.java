package com.atomiton.events.benchmarks.grpc;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import org.jspecify.annotations.Nullable;

/** A client's end of a stream: what is received, and the sender, which exists as soon as the call has been started. */
final class StreamOpening implements ClientResponseObserver<Sample, Sample> {

    private final int block;
    private final Receiver receiver;
    private @Nullable ReadySender sender;
    private @Nullable Counting received;

    StreamOpening(int block, Receiver receiver) {
        this.block = block;
        this.receiver = receiver;
    }

    ReadySender sender() {
        if (sender == null) {
            throw new IllegalStateException("The call has not been started");
        }
        return sender;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<Sample> call) {
        call.disableAutoRequestWithInitial(block);
        received = new Counting(call, block, receiver);
        sender = new ReadySender(call);
    }

    @Override
    public void onNext(Sample sample) {
        if (received != null) {
            received.onNext(sample);
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
