package com.atomiton.events.bus;

import com.atomiton.events.transport.ClientTransport;
import com.atomiton.events.transport.ServerTransport;
import com.atomiton.events.transport.memory.MemoryHub;

class MemoryEventBusTests extends EventBusContract {

    private final MemoryHub hub = new MemoryHub();

    @Override
    ServerTransport newServer() {
        return hub.server();
    }

    @Override
    ClientTransport newClient() {
        return hub.client();
    }
}
