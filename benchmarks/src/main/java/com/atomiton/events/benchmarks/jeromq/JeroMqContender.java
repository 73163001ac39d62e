package com.atomiton.events.benchmarks.jeromq;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * JeroMQ, over a Unix-domain socket and over TCP: PUSH to PULL for events to main, XPUB to SUB for events from it, REQ to
 * REP for requests.
 */
public final class JeroMqContender implements Contender {

    private final String name;
    private final boolean unix;

    private JeroMqContender(String name, boolean unix) {
        this.name = name;
        this.unix = unix;
    }

    /** One for each transport. */
    public static List<Contender> all() {
        return List.of(new JeroMqContender("JeroMQ ipc", true), new JeroMqContender("JeroMQ tcp", false));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.PEER;
    }

    @Override
    public String guarantees() {
        return "PUSH waits while queues are full; nothing is acknowledged, and what is queued is lost with the connection";
    }

    @Override
    public boolean fansOut() {
        return !unix;
    }

    @Override
    public boolean quick() {
        return !unix;
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) throws IOException {
        return new JeroMqMain(new Endpoints(directory, unix), receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) throws IOException {
        return new JeroMqRenderer(new Endpoints(directory, unix), receiver);
    }
}
