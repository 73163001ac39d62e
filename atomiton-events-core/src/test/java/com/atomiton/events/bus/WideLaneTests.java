package com.atomiton.events.bus;

import static com.atomiton.events.bus.TestProcesses.awaitInterest;
import static com.atomiton.events.bus.TestProcesses.collected;
import static com.atomiton.events.bus.TestProcesses.connect;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.Delivery;
import com.atomiton.events.EventType;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.bus.TestProcesses.Collected;
import com.atomiton.events.transport.memory.MemoryHub;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which thread of a wide lane gets an event. */
class WideLaneTests {

    private static final SubscribeOptions WIDE = SubscribeOptions.lane("wide").withConcurrency(4);

    private final MemoryHub hub = new MemoryHub();
    private final TestProcesses processes = new TestProcesses(hub::server, hub::client);
    private final Collected<String> threads = collected();

    @AfterEach
    void close() {
        processes.close();
    }

    static Stream<EventType<Integer>> ofWhichTheNewestCounts() {
        return Stream.of(
                EventType.of("level:latest", Integer.class).delivery(Delivery.LATEST),
                EventType.of("level:retained", Integer.class).retain());
    }

    @ParameterizedTest
    @MethodSource("ofWhichTheNewestCounts")
    void eventsWithoutAKeyOfWhichTheNewestCountsAreHandledByOneThread(EventType<Integer> type) {
        DefaultEventBus bus = processes.standalone(builder -> builder);
        listen(bus, type);

        oneByOne(bus, type);

        assertThat(threads.items()).hasSize(8).containsOnly(threads.items().get(0));
    }

    @ParameterizedTest
    @MethodSource("ofWhichTheNewestCounts")
    void thoseOfAPeerToo(EventType<Integer> type) {
        DefaultEventBus main = processes.main();
        DefaultEventBus renderer = processes.renderer();
        listen(renderer, type);
        connect(main, renderer);
        awaitInterest(main, type.name());

        oneByOne(main, type);

        assertThat(threads.items()).hasSize(8).containsOnly(threads.items().get(0));
    }

    @Test
    void othersWithoutAKeyTakeTurns() {
        EventType<Integer> type = EventType.of("level:each", Integer.class);
        DefaultEventBus bus = processes.standalone(builder -> builder);
        listen(bus, type);

        oneByOne(bus, type);

        assertThat(threads.items().stream().distinct()).hasSize(4);
    }

    private void listen(DefaultEventBus bus, EventType<Integer> type) {
        bus.on(type, number -> threads.accept(Thread.currentThread().getName()), WIDE);
    }

    private void oneByOne(DefaultEventBus bus, EventType<Integer> type) {
        IntStream.rangeClosed(1, 8).forEach(i -> {
            bus.emit(type, i);
            threads.awaitSize(i);
        });
    }
}
