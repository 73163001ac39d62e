package com.atomiton.events.benchmarks.atomiton;

import com.atomiton.events.benchmarks.Contender;
import com.atomiton.events.benchmarks.Receiver;
import com.atomiton.events.benchmarks.Side;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.codec.CodecOptions;
import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.codec.JacksonEventCodecs;
import com.atomiton.events.transport.unix.SocketLocation;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** This project with its defaults, but for what the name says. */
public final class AtomitonContender implements Contender {

    private static final EventCodec JSON = JacksonEventCodecs.json();

    private final String name;
    private final List<EventCodec> codecs;
    private final Listening listening;
    private final boolean fansOut;

    private AtomitonContender(String name, List<EventCodec> codecs, Listening listening, boolean fansOut) {
        this.name = name;
        this.codecs = codecs;
        this.listening = listening;
        this.fansOut = fansOut;
    }

    /** The ways to use it that are compared. */
    public static List<Contender> all() {
        EventCodec cbor = JacksonEventCodecs.cbor(JsonMapper.builder().build(), CodecOptions.defaults());
        return List.of(
                new AtomitonContender("atomiton JSON", List.of(JSON), Listening.DEFAULT_LANE, true),
                new AtomitonContender("atomiton CBOR", List.of(cbor, JSON), Listening.DEFAULT_LANE, false),
                new AtomitonContender("atomiton JSON direct", List.of(JSON), Listening.DIRECT, false),
                new AtomitonContender(
                        "atomiton JSON @ConductorListener", List.of(JSON), Listening.ANNOTATED_METHOD, false));
    }

    /** The goals are about JSON. */
    @Override
    public boolean quick() {
        return codecs.size() == 1;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Kind kind() {
        return Kind.OURS;
    }

    @Override
    public boolean fansOut() {
        return fansOut;
    }

    @Override
    public Side openMain(Path directory, Receiver receiver) {
        return new AtomitonSide(main(directory).codecs(codecs).build(), listening, receiver);
    }

    @Override
    public Side openRenderer(Path directory, Receiver receiver) {
        return new AtomitonSide(renderer(directory).codecs(codecs).build(), listening, receiver);
    }

    /** Main's bus with its socket in this directory. */
    public static EventBusBuilder main(Path directory) {
        return EventBusBuilder.main(new UnixServerTransport(settings(directory)));
    }

    /** A renderer's bus with main's socket in this directory. */
    public static EventBusBuilder renderer(Path directory) {
        return EventBusBuilder.renderer(new UnixClientTransport(settings(directory)));
    }

    private static UnixTransportSettings settings(Path directory) {
        return UnixTransportSettings.of(
                SocketLocation.of("bench", directory.resolve("bus.sock").toString()));
    }
}
