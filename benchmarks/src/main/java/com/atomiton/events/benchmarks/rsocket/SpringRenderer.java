package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.rsocket.frame.decoder.PayloadDecoder;
import org.springframework.messaging.rsocket.RSocketRequester;
import org.springframework.util.MimeTypeUtils;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A renderer's side: a requester. */
final class SpringRenderer implements Side {

    private final RSocketRequester requester;
    private final CreditedSender<Sample> upwards = new CreditedSender<>();
    private final Disposable streams;

    SpringRenderer(Endpoint endpoint, Receiver receiver) {
        requester = RSocketRequester.builder()
                .rsocketStrategies(SpringMain.strategies())
                .rsocketConnector(connector -> connector.payloadDecoder(PayloadDecoder.ZERO_COPY))
                .dataMimeType(MimeTypeUtils.APPLICATION_JSON)
                .transport(endpoint.client());
        streams = Disposables.composite(
                requester
                        .route("up")
                        .data(upwards.events(), Sample.class)
                        .retrieveFlux(Void.class)
                        .subscribe(),
                requester
                        .route("down")
                        .retrieveFlux(Sample.class)
                        .limitRate(Endpoint.CREDIT)
                        .subscribe(event -> receiver.received(1)));
    }

    @Override
    public void awaitPeers(int count) {
        // It connects when it is first used; main knows when it is subscribed to.
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        upwards.send(sample);
    }

    @Override
    public void roundTrip(Sample sample) {
        requester.route("ask").data(sample).retrieveMono(Sample.class).block();
    }

    @Override
    public void close() {
        streams.dispose();
        requester.dispose();
    }
}
