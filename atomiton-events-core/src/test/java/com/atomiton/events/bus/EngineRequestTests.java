package com.atomiton.events.bus;

import com.atomiton.events.engine.MemoryBroker;

class EngineRequestTests extends EngineRequestContract {

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(new MemoryBroker()::engine);
    }
}
