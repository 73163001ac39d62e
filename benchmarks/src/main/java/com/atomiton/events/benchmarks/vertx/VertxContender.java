package com.atomiton.events.benchmarks.vertx;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.NettyEpoll;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Vert.x's net sockets with its native transport over a Unix-domain socket, frames of a length and JSON that its record
 * parser takes apart. As its users would write it, each event is a write; as an expert might, many are.
 */
public final class VertxContender implements Contender {

    private final String name;
    private final boolean inBlocks;

    private VertxContender(String name, boolean inBlocks) {
        this.name = name;
        this.inBlocks = inBlocks;
    }

    /** A write for each event, and blocks of 64 KiB. */
    public static List<Contender> all() {
        return List.of(
                new VertxContender("Vert.x NetSocket", false), new VertxContender("Vert.x NetSocket in blocks", true));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.PEER_WITH_FLOW_CONTROL;
    }

    @Override
    public String guarantees() {
        return "the receiver can pause, the sender sees what it has not written yet";
    }

    @Override
    public boolean fansOut() {
        return false;
    }

    /** The one in blocks is the quicker. */
    @Override
    public boolean quick() {
        return inBlocks;
    }

    @Override
    public Optional<String> unavailable() {
        return NettyEpoll.unavailable();
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) {
        return new VertxMain(socket(directory), inBlocks, receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        return new VertxRenderer(socket(directory), inBlocks, receiver);
    }

    private static String socket(Path directory) {
        return directory.resolve("vertx.sock").toString();
    }
}
