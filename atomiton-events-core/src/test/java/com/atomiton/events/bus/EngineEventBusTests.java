package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.engine.Destination;
import com.atomiton.events.engine.MemoryBroker;
import org.junit.jupiter.api.Test;

/** What differs is stated by what is overridden here, and in docs/guarantees.md. */
class EngineEventBusTests extends EventBusContract {

    private final MemoryBroker broker = new MemoryBroker();

    @Override
    TestProcesses newProcesses() {
        return new TestProcesses(broker::engine);
    }

    /** The engine gives an event again that a listener has failed with. */
    @Override
    int attempts() {
        return MemoryBroker.ATTEMPTS;
    }

    /** The engine keeps all; it is the lane that knows that only the newest matters. */
    @Override
    void awaitOnlyTheNewestOfTwoKeysWait(DefaultEventBus main) {
        await().until(() -> main.sessions().iterator().next().outbound().events() == 0);
        await().until(() -> broker.isConsumed(Destination.renderers("conductor:progress")));
    }

    /** The engine takes what is emitted before main is there, so all of it is sent, in order for each key. */
    @Override
    @Test
    void ofTheLatestEventsThatWaitOnlyTheNewestOfEachKeyIsSent() {
        DefaultEventBus renderer = processes.renderer();
        renderer.start();
        for (int percent = 0; percent <= 100; percent++) {
            renderer.emit(new Progress("a", percent));
        }
        DefaultEventBus main = processes.main();
        Collected<Integer> received = collected();
        main.on(Progress.class, progress -> received.accept(progress.percent()));
        main.on(Other.class, other -> {});
        main.start();

        await().until(() -> received.items().contains(100));
        assertThat(received.items()).isSorted().doesNotHaveDuplicates();
    }
}
