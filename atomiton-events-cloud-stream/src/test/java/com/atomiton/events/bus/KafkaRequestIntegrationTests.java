package com.atomiton.events.bus;

import com.atomiton.events.cloudstream.KafkaEngines;

class KafkaRequestIntegrationTests extends EngineRequestContract {

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(new KafkaEngines()::engine);
    }
}
