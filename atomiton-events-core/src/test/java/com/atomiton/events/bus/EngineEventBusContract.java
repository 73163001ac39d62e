package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.bus.TestEvents.Other;
import com.atomiton.events.bus.TestEvents.Progress;
import com.atomiton.events.bus.TestProcesses.Collected;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What differs with an engine is stated by what is overridden here, and in docs/guarantees.md. */
abstract class EngineEventBusContract extends EventBusContract {

    /** The engine gives an event again that a listener has failed with. */
    @Override
    abstract int attempts();

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

    /** The engine keeps all of them; it is the lane that knows that only the newest matters. */
    @Override
    @Test
    void aListenerThatIsSlowerThanTheLatestEventsGetsTheNewestNext() throws Exception {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        Collected<Progress> received = collected();
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        renderer.on(Progress.class, progress -> {
            received.accept(progress);
            busy.countDown();
            goOn.await();
        });
        connect(main, renderer);
        main.emit(new Progress("a", 0));
        busy.await();
        try {
            for (int percent = 1; percent <= 500; percent++) {
                main.emit(new Progress("a", percent));
                main.emit(new Progress("b", percent));
            }
            awaitAllReceived(main);
        } finally {
            goOn.countDown();
        }

        await().until(() -> received.items().contains(new Progress("b", 500)));
        assertThat(received.items())
                .startsWith(new Progress("a", 0))
                .contains(new Progress("a", 500))
                .hasSizeLessThan(1_001);
    }

    /** Waits until the engine has given the renderer what main has emitted, as far as that can be known. */
    void awaitAllReceived(DefaultEventBus main) {
        await().until(() -> main.sessions().iterator().next().outbound().events() == 0);
    }
}
