package com.atomiton.events.benchmarks.raw;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;

/**
 * A non-blocking Unix-domain socket, hand-written framing, a sender that writes when it has 64 KiB. L1 carries bytes; L2
 * encodes and decodes the event with Jackson and hands it to a handler's thread.
 */
public final class RawContender implements Contender {

    private final String name;
    private final boolean codec;
    private final Handover handover;
    private final boolean fansOut;

    private RawContender(String name, boolean codec, Handover handover, boolean fansOut) {
        this.name = name;
        this.codec = codec;
        this.handover = handover;
        this.fansOut = fansOut;
    }

    /** The limits. */
    public static List<Contender> all() {
        return List.of(
                new RawContender("L1", false, Handover.NONE, true),
                new RawContender("L2", true, Handover.BULK, true),
                new RawContender("L2 without hand-off", true, Handover.NONE, false),
                new RawContender("L2 with hand-offs", true, Handover.EACH, false));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.LIMIT;
    }

    @Override
    public boolean fansOut() {
        return fansOut;
    }

    /** No goal is about the one without a hand-off. */
    @Override
    public boolean quick() {
        return !codec || handover != Handover.NONE;
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) throws IOException {
        return new RawMain(address(directory), payload(), handover, receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) throws IOException {
        return new RawRenderer(address(directory), payload(), handover, receiver);
    }

    private Payload payload() {
        return codec ? Payload.json() : Payload.bytes();
    }

    private static UnixDomainSocketAddress address(Path directory) {
        return UnixDomainSocketAddress.of(directory.resolve("raw.sock"));
    }
}
