package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.rsocket.Closeable;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.SocketAcceptor;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Main's side: the server. */
final class RSocketMain implements Side, RSocket {

    private static final long POLL_MILLIS = 5;

    private final Receiver receiver;
    private final List<CreditedSender<Payload>> renderers = new CopyOnWriteArrayList<>();
    private final Closeable server;

    RSocketMain(Endpoint endpoint, Receiver receiver) {
        this.receiver = receiver;
        server = RSocketServer.create(SocketAcceptor.with(this))
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .bindNow(endpoint.server());
    }

    @Override
    public Flux<Payload> requestChannel(Publisher<Payload> events) {
        return Flux.from(events)
                .limitRate(Endpoint.CREDIT)
                .doOnNext(event -> {
                    Payloads.decode(event);
                    receiver.received(1);
                })
                .thenMany(Flux.empty());
    }

    @Override
    public Flux<Payload> requestStream(Payload wish) {
        wish.release();
        CreditedSender<Payload> renderer = new CreditedSender<>();
        renderers.add(renderer);
        return renderer.events();
    }

    @Override
    public Mono<Payload> requestResponse(Payload request) {
        return Mono.just(Payloads.encode(Payloads.decode(request)));
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (renderers.size() < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        for (CreditedSender<Payload> renderer : renderers) {
            renderer.send(Payloads.encode(sample));
        }
    }

    @Override
    public void roundTrip(Sample sample) {
        throw new UnsupportedOperationException("Only a renderer asks");
    }

    @Override
    public void close() {
        server.dispose();
    }
}
