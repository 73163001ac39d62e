package com.atomiton.events.autoconfigure;

import com.atomiton.events.ProcessRole;
import com.atomiton.events.autoconfigure.ChosenTransport.Carrier;
import com.atomiton.events.bus.EventBusBuilder;
import com.atomiton.events.engine.Engine;
import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.unix.UnixClientTransport;
import com.atomiton.events.transport.unix.UnixServerTransport;
import com.atomiton.events.transport.unix.UnixTransportSettings;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.springframework.beans.factory.ObjectProvider;

/** Begins a bus with what carries its events: beans of the application's, else what the properties ask for. */
final class EventBusBuilders {

    private static final Log log = LogFactory.getLog(ConductorAutoConfiguration.class);

    private final ConductorProperties properties;
    private final ConductorConnectionDetails connectionDetails;
    private final ObjectProvider<ServerTransport> serverTransport;
    private final ObjectProvider<ClientTransport> clientTransport;
    private final ObjectProvider<Engine> engine;

    EventBusBuilders(
            ConductorProperties properties,
            ConductorConnectionDetails connectionDetails,
            ObjectProvider<ServerTransport> serverTransport,
            ObjectProvider<ClientTransport> clientTransport,
            ObjectProvider<Engine> engine) {
        this.properties = properties;
        this.connectionDetails = connectionDetails;
        this.serverTransport = serverTransport;
        this.clientTransport = clientTransport;
        this.engine = engine;
    }

    /** @throws MissingEngineException if the properties ask for an engine that is not there */
    EventBusBuilder of(ProcessRole role) {
        if (role == ProcessRole.STANDALONE) {
            return EventBusBuilder.standalone();
        }
        Engine present = engine.getIfAvailable();
        ChosenTransport chosen = ChosenTransport.of(
                properties.getTransport(),
                present != null,
                properties.getSocket().getPath() != null);
        if (present != null) { // Otherwise there was nothing to choose from
            log.info(chosen.announcement(role));
        }
        if (role == ProcessRole.RENDERER) {
            return present != null && chosen.carrier() == Carrier.ENGINE
                    ? EventBusBuilder.renderer(present)
                    : EventBusBuilder.renderer(
                            clientTransport.getIfAvailable(() -> new UnixClientTransport(socketSettings())));
        }
        if (present != null && chosen.carrier() == Carrier.ENGINE) {
            return EventBusBuilder.main(present);
        }
        ServerTransport socket = serverTransport.getIfAvailable(() -> new UnixServerTransport(socketSettings()));
        return present != null && chosen.carrier() == Carrier.BOTH
                ? EventBusBuilder.bridge(socket, present)
                : EventBusBuilder.main(socket);
    }

    private UnixTransportSettings socketSettings() {
        return UnixTransportSettings.of(connectionDetails.getSocketLocation())
                .withAllowedUsers(properties.getSecurity().getAllowedUsers());
    }
}
