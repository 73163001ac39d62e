package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.bus.TestEvents.Execute;
import com.atomiton.events.engine.MemoryBroker;
import org.junit.jupiter.api.Test;

/** What differs is stated by what is overridden here, and in docs/guarantees.md. */
class EngineRequestTests extends RequestContract {

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(new MemoryBroker()::engine);
    }

    /** The engine has taken the request, whoever is there to answer it. */
    @Override
    String timedOutWithoutMain() {
        return "no reply from main within 50 ms";
    }

    /** It is the engine that limits the size of a reply, and not the asker. */
    @Override
    @Test
    void aReplyThatTheAskerDoesNotTakeForItsSizeFailsTheRequestAtOnce() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.maxFrameSize(2_000));
        main.handle(Execute.class, (execute, context) -> "x".repeat(5_000));
        connect(main, renderer);

        assertThat(get(renderer.request(REQUEST, String.class))).hasSize(5_000);
    }
}
