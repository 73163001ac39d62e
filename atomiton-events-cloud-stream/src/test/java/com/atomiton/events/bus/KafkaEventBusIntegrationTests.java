package com.atomiton.events.bus;

import com.atomiton.events.cloudstream.KafkaEngines;

class KafkaEventBusIntegrationTests extends EngineEventBusContract {

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(new KafkaEngines()::engine);
    }

    @Override
    int attempts() {
        return KafkaEngines.ATTEMPTS;
    }
}
