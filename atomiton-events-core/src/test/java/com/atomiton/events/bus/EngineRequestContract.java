package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.TestEvents.Execute;
import org.junit.jupiter.api.Test;

/** What differs with an engine is stated by what is overridden here, and in docs/guarantees.md. */
abstract class EngineRequestContract extends RequestContract {

    /** The engine has taken the request, whoever is there to answer it. */
    @Override
    String timedOutWithoutMain() {
        return "no reply from main within 50 ms";
    }

    /** What is above that waits at the engine, and keeps what comes after it waiting. */
    @Override
    int handlersThatAsk(int concurrency) {
        return concurrency;
    }

    /** The engine may take some time to say that it has it. */
    @Override
    void awaitNothingWaits(DefaultEventBus bus) {
        await().until(() -> bus.sessions().iterator().next().outbound().events() == 0);
    }

    /** It is the engine that limits the size of a reply, and not the asker. */
    @Override
    @Test
    void aReplyThatTheAskerDoesNotTakeForItsSizeFailsTheRequestAtOnce() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer(builder -> builder.maxFrameSize(70_000));
        main.handle(Execute.class, (execute, context) -> "x".repeat(75_000));
        connect(main, renderer);

        assertThat(get(renderer.request(REQUEST, String.class))).hasSize(75_000);
    }
}
