package com.atomiton.events.benchmarks.atomiton;

import com.atomiton.events.EmitResult;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import com.atomiton.events.bus.DefaultEventBus;
import java.util.concurrent.TimeUnit;

/** A bus of this project. */
final class AtomitonSide implements Side {

    private static final long POLL_MILLIS = 5;

    private final DefaultEventBus bus;

    AtomitonSide(DefaultEventBus bus, Listening listening, Receiver receiver) {
        this.bus = bus;
        listening.start(bus, receiver);
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (bus.sessions().stream()
                        .filter(session -> session.interest().wants("bench:sample"))
                        .count()
                < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) {
        EmitResult result = bus.emit(sample);
        if (result != EmitResult.ACCEPTED) {
            throw new IllegalStateException("An event was not accepted but " + result);
        }
    }

    @Override
    public void roundTrip(Sample sample) throws Exception {
        bus.request(Question.of(sample), Sample.class).get();
    }

    @Override
    public void close() {
        bus.close();
    }
}
