package com.atomiton.events.transport.memory;

import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ProcessWatch;
import com.atomiton.events.transport.RecordingHandler;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.TransportContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class MemoryTransportTests extends TransportContract {

    private final MemoryHub hub = new MemoryHub();

    @Override
    protected ServerTransport newServer() {
        return hub.server();
    }

    @Override
    protected ClientTransport newClient() {
        return hub.client();
    }

    @Test
    void aCutIsToldAtBothEndsAndLosesWhatIsOnItsWay() throws Exception {
        startedServer();
        MemoryClientTransport transport = (MemoryClientTransport) startedClient();
        RecordingHandler client = connect(transport);
        RecordingHandler server = accepted();

        transport.cut();

        client.awaitClosed();
        server.awaitClosed();
        assertThat(client.cause()).isInstanceOf(IOException.class);
        assertThat(server.cause()).isInstanceOf(IOException.class);
        connect(transport);
    }

    @Test
    void aKilledTransportSaysNothingButIsKnownToHaveEnded() throws Exception {
        MemoryServerTransport main = hub.server();
        main.start(RecordingHandler::new);
        ClientTransport transport = startedClient();
        RecordingHandler client = connect(transport);
        ProcessWatch watch = transport.watch(main.livenessReference(), null);

        main.kill();

        client.awaitClosed();
        assertThat(client.cause()).isNull();
        assertThat(watch.hasEnded()).isTrue();
        startedServer();
        connect(transport);
    }
}
