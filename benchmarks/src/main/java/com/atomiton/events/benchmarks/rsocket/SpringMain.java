package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.Side;
import io.rsocket.Closeable;
import io.rsocket.core.RSocketServer;
import io.rsocket.frame.decoder.PayloadDecoder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.http.codec.json.JacksonJsonEncoder;
import org.springframework.messaging.rsocket.RSocketStrategies;
import org.springframework.messaging.rsocket.annotation.support.RSocketMessageHandler;

/** Main's side: a server with message mappings. */
final class SpringMain implements Side {

    private static final long POLL_MILLIS = 5;

    private final SpringController controller;
    private final Closeable server;

    SpringMain(Endpoint endpoint, Receiver receiver) {
        controller = new SpringController(receiver);
        RSocketMessageHandler handler = new RSocketMessageHandler();
        handler.setRSocketStrategies(strategies());
        handler.setHandlers(List.of(controller));
        handler.afterPropertiesSet();
        server = RSocketServer.create(handler.responder())
                .payloadDecoder(PayloadDecoder.ZERO_COPY)
                .bindNow(endpoint.server());
    }

    /** As Spring Boot would make them. */
    static RSocketStrategies strategies() {
        return RSocketStrategies.builder()
                .encoder(new JacksonJsonEncoder())
                .decoder(new JacksonJsonDecoder())
                .build();
    }

    @Override
    public void awaitPeers(int count) throws InterruptedException {
        while (controller.renderers().size() < count) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    @Override
    public void send(Sample sample) throws InterruptedException {
        for (CreditedSender<Sample> renderer : controller.renderers()) {
            renderer.send(sample);
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
