package com.atomiton.events.bus;

import com.atomiton.events.codec.EventCodec;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.Endpoint;
import com.atomiton.events.connection.LocalProcess;
import com.atomiton.events.connection.MainEndpoint;
import com.atomiton.events.connection.RendererEndpoint;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.engine.EngineEndpoint;
import com.atomiton.events.engine.EngineTerms;
import com.atomiton.events.engine.bridge.BridgeEndpoint;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/** What a builder knows when it makes the endpoint, and how each kind of endpoint is made of it. */
record EndpointWiring(
        ConnectionSettings settings,
        BusSettings bus,
        LocalProcess local,
        EventCodec json,
        ScheduledExecutorService timer) {

    static Function<EndpointWiring, Endpoint> main(ServerTransport transport) {
        return wiring -> new MainEndpoint(transport, wiring.settings, wiring.local, wiring.timer);
    }

    static Function<EndpointWiring, Endpoint> renderer(ClientTransport transport) {
        return wiring -> new RendererEndpoint(transport, wiring.settings, wiring.local, wiring.timer);
    }

    static Function<EndpointWiring, Endpoint> engine(Engine engine) {
        return wiring -> new EngineEndpoint(engine, wiring.engineTerms());
    }

    static Function<EndpointWiring, Endpoint> bridge(ServerTransport transport, Engine engine) {
        return wiring -> new BridgeEndpoint(
                new MainEndpoint(transport, wiring.settings, wiring.local.jsonOnly(), wiring.timer),
                engine,
                wiring.engineTerms(),
                wiring.local.contract().executor());
    }

    private EngineTerms engineTerms() {
        return new EngineTerms(
                settings,
                local,
                bus.requestConcurrency(),
                bus.requestTimeout(),
                failure -> json.encode(failure, Throwable.class),
                timer);
    }
}
