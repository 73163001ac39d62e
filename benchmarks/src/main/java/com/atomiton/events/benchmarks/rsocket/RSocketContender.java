package com.atomiton.events.benchmarks.rsocket;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.NettyEpoll;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * RSocket on Reactor Netty's epoll transport over a Unix-domain socket: a channel for events to main, a stream for events
 * from it, request and response. As {@code rsocket-java} with payloads that are not copied, and as Spring's requester and
 * message mappings.
 */
public final class RSocketContender implements Contender {

    private final boolean spring;

    private RSocketContender(boolean spring) {
        this.spring = spring;
    }

    /** Both. */
    public static List<Contender> all() {
        return List.of(new RSocketContender(false), new RSocketContender(true));
    }

    @Override
    public String name() {
        return spring ? "Spring RSocket" : "rsocket-java";
    }

    @Override
    public Kind kind() {
        return Kind.PEER_WITH_FLOW_CONTROL;
    }

    @Override
    public String guarantees() {
        return "the receiver's credit, in events";
    }

    @Override
    public boolean fansOut() {
        return spring;
    }

    /** Others are quicker. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public Optional<String> unavailable() {
        return NettyEpoll.unavailable();
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) {
        Endpoint endpoint = new Endpoint(directory);
        return spring ? new SpringMain(endpoint, receiver) : new RSocketMain(endpoint, receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        Endpoint endpoint = new Endpoint(directory);
        return spring ? new SpringRenderer(endpoint, receiver) : new RSocketRenderer(endpoint, receiver);
    }
}
