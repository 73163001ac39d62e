package com.atomiton.events.benchmarks.rsocket;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;

/** Emits what one thread sends, which waits while the subscriber has asked for no more. */
final class CreditedSender<T> {

    private @Nullable FluxSink<T> sink;

    /** For one subscriber. */
    Flux<T> events() {
        return Flux.create(this::start, FluxSink.OverflowStrategy.ERROR);
    }

    private synchronized void start(FluxSink<T> subscriber) {
        sink = subscriber;
        subscriber.onRequest(credit -> wake());
    }

    private synchronized void wake() {
        notifyAll();
    }

    void send(T event) throws InterruptedException {
        FluxSink<T> target = sink;
        if (target == null || target.requestedFromDownstream() == 0) {
            target = awaitCredit();
        }
        target.next(event);
    }

    private synchronized FluxSink<T> awaitCredit() throws InterruptedException {
        FluxSink<T> target = sink;
        while (target == null || target.requestedFromDownstream() == 0) {
            wait();
            target = sink;
        }
        return target;
    }
}
