package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.NettyEpoll;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Vert.x's net sockets with its native transport over a Unix-domain socket, frames of a length and JSON that its record
 * parser takes apart, written in blocks.
 */
public final class VertxContender implements Contender {

    @Override
    public String name() {
        return "Vert.x NetSocket";
    }

    @Override
    public Kind kind() {
        return Kind.PEER_WITH_FLOW_CONTROL;
    }

    @Override
    public String guarantees() {
        return "the receiver can pause, the sender sees that its queue is full";
    }

    @Override
    public boolean fansOut() {
        return false;
    }

    @Override
    public Optional<String> unavailable() {
        return NettyEpoll.unavailable();
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) {
        return new VertxMain(socket(directory), receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        return new VertxRenderer(socket(directory), receiver);
    }

    private static String socket(Path directory) {
        return directory.resolve("vertx.sock").toString();
    }
}
