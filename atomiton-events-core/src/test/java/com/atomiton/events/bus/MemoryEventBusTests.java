package com.atomiton.events.bus;

import com.atomiton.events.transport.memory.MemoryHub;

class MemoryEventBusTests extends EventBusContract {

    @Override
    TestProcesses newProcesses() {
        MemoryHub hub = new MemoryHub();
        return new TestProcesses(hub::server, hub::client);
    }
}
