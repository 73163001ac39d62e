package com.atomiton.events.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.OverflowPolicy;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.process.Events.Counted;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main sends far more than one of its renderers takes. */
class SlowRendererIntegrationTests {

    private static final int CAPACITY = 500;
    private static final long MAX_BYTES = 256 * 1024;
    private static final int COUNT = 20_000;
    private static final int BURST = 100;

    @TempDir
    private Path directory;

    private final List<Long> fast = new CopyOnWriteArrayList<>();
    private final List<Long> slow = new CopyOnWriteArrayList<>();
    private final Semaphore turns = new Semaphore(0);

    @Test
    void withDropOldestEachEventIsReceivedOrCountedAndAQuickRendererMissesNothing() {
        AtomicInteger dropped = new AtomicInteger();
        List<ConnectionGap> gaps = new CopyOnWriteArrayList<>();
        try (DefaultEventBus main = Sockets.main(directory)
                        .outbound(CAPACITY, MAX_BYTES)
                        .overflow(OverflowPolicy.DROP_OLDEST, Duration.ZERO)
                        .telemetry(new BusTelemetry() {
                            @Override
                            public void dropped(String event, String reason) {
                                assertThat(reason).isIn("overflow", "stalled");
                                dropped.incrementAndGet();
                            }
                        })
                        .build();
                DefaultEventBus quick = Sockets.renderer(directory).build();
                DefaultEventBus tenTimesSlower = Sockets.renderer(directory)
                        .applicationEvents(event -> {
                            if (event instanceof ConnectionGap gap) {
                                gaps.add(gap);
                            }
                        })
                        .build()) {
            connect(main, quick, tenTimesSlower);

            int most = 0;
            for (long i = 0; i < COUNT; i += BURST) {
                LongStream.range(i, i + BURST).forEach(number -> main.emit(new Counted(number, "x".repeat(100))));
                most = Math.max(most, mostThatWait(main));
                turns.release(BURST / 10);
                long expected = i + BURST;
                await().pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> fast.size() >= expected);
            }
            turns.release(COUNT);
            await().untilAsserted(() -> assertThat(main.sessions())
                    .allMatch(session -> session.outbound().events() == 0));

            // If the last ones were dropped, this is what tells the renderer so.
            main.emit(new Counted(COUNT, "the end"));
            await().untilAsserted(() -> assertThat(slow).endsWith((long) COUNT));
            await().untilAsserted(() -> assertThat(fast).endsWith((long) COUNT));

            assertThat(fast)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(0, COUNT).boxed().toList());
            assertThat(slow).isSorted().doesNotHaveDuplicates();
            assertThat(dropped).hasValue(COUNT + 1 - slow.size()).hasPositiveValue();
            // Told on a thread of its own.
            await().untilAsserted(() -> assertThat(gaps.stream()
                            .mapToLong(gap -> gap.to() - gap.from() + 1)
                            .sum())
                    .isEqualTo(dropped.get()));
            assertThat(most).isLessThanOrEqualTo(CAPACITY);
        }
    }

    private void connect(DefaultEventBus main, DefaultEventBus quick, DefaultEventBus tenTimesSlower) {
        quick.on(Counted.class, counted -> fast.add(counted.number()));
        tenTimesSlower.on(Counted.class, counted -> {
            turns.acquire();
            slow.add(counted.number());
        });
        main.start();
        quick.start();
        tenTimesSlower.start();
        await().untilAsserted(() -> assertThat(main.sessions())
                .hasSize(2)
                .allMatch(session -> session.interest().wants("test:counted")));
    }

    private static int mostThatWait(DefaultEventBus main) {
        return main.sessions().stream()
                .mapToInt(session -> {
                    assertThat(session.outbound().bytes()).isLessThanOrEqualTo(MAX_BYTES);
                    return session.outbound().events();
                })
                .max()
                .orElse(0);
    }
}
