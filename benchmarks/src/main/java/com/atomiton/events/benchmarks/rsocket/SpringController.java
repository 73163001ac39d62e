package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Sample;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What main does with what it receives. */
@Controller
class SpringController {

    private final Receiver receiver;
    private final List<CreditedSender<Sample>> renderers = new CopyOnWriteArrayList<>();

    SpringController(Receiver receiver) {
        this.receiver = receiver;
    }

    List<CreditedSender<Sample>> renderers() {
        return renderers;
    }

    @MessageMapping("up")
    Mono<Void> up(Flux<Sample> events) {
        return events.limitRate(Endpoint.CREDIT)
                .doOnNext(event -> receiver.received(1))
                .then();
    }

    @MessageMapping("down")
    Flux<Sample> down() {
        CreditedSender<Sample> renderer = new CreditedSender<>();
        renderers.add(renderer);
        return renderer.events();
    }

    @MessageMapping("ask")
    Mono<Sample> ask(Sample request) {
        return Mono.just(request);
    }
}
