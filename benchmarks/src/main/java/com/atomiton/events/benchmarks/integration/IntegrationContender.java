package com.atomiton.events.benchmarks.integration;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Spring Integration's TCP adapters and gateways on the loopback interface (it has none for Unix-domain sockets): frames
 * with a length, JSON, one connection for events and one for requests.
 */
public final class IntegrationContender implements Contender {

    @Override
    public String name() {
        return "Spring Integration TCP";
    }

    @Override
    public Kind kind() {
        return Kind.PEER_WITH_FLOW_CONTROL;
    }

    @Override
    public String guarantees() {
        return "the sender's write waits for a handler that is slow, since nothing is queued but in the socket";
    }

    @Override
    public boolean fansOut() {
        return false;
    }

    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) throws Exception {
        IntegrationMain main = new IntegrationMain(receiver);
        Files.writeString(directory.resolve("ports"), main.ports());
        return main;
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) throws IOException {
        String[] ports = Files.readString(directory.resolve("ports")).split(" ");
        return new IntegrationRenderer(Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
    }
}
