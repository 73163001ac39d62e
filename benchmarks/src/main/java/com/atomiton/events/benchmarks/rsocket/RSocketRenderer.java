package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.rsocket.Payload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.frame.decoder.PayloadDecoder;
import java.util.Objects;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A renderer's side: a client. */
final class RSocketRenderer implements Side {

    private final RSocket socket;
    private final CreditedSender<Payload> upwards = new CreditedSender<>();
    private final Disposable streams;

    RSocketRenderer(Endpoint endpoint, Receiver receiver) {
        socket = Objects.requireNonNull(RSocketConnector.create()
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .connect(endpoint.client())
                .block());
        streams = Disposables.composite(
                socket.requestChannel(upwards.events()).subscribe(),
                socket.requestStream(Payloads.encode(Sample.ofSize(120)))
                        .limitRate(Endpoint.CREDIT)
                        .subscribe(event -> {
                            Payloads.decode(event);
                            receiver.received(1);
                        }));
    }

    @Override
    public void awaitPeers(int count) {
        // It is connected; main knows when it is subscribed to.
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        upwards.send(Payloads.encode(sample));
    }

    @Override
    public void roundTrip(Sample sample) {
        Payloads.decode(Objects.requireNonNull(
                socket.requestResponse(Payloads.encode(sample)).block()));
    }

    @Override
    public void close() {
        streams.dispose();
        socket.dispose();
    }
}
