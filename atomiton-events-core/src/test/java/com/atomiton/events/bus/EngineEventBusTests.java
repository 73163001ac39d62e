package com.atomiton.events.bus;

import static org.awaitility.Awaitility.await;

import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.MemoryBroker;

class EngineEventBusTests extends EngineEventBusContract {

    private final MemoryBroker broker = new MemoryBroker();

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(broker::engine);
    }

    @Override
    int attempts() {
        return MemoryBroker.ATTEMPTS;
    }

    @Override
    void awaitAllReceived(DefaultEventBus main) {
        super.awaitAllReceived(main);
        await().until(() -> broker.isConsumed(Destination.renderers("conductor:progress")));
    }
}
