package com.atomiton.events.test;

import static com.atomiton.events.test.ProxiedBuses.IN_ITS_OWN_THREAD;
import static com.atomiton.events.test.ProxiedBuses.connect;
import static com.atomiton.events.test.ProxiedBuses.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.PeerDisconnected;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.observation.BusTelemetry;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Main stops while it emits. */
class MainStopIntegrationTests {

    @TempDir
    private Path directory;

    @Test
    void whatMainAcceptedBeforeItsStopUnderLoadIsDeliveredOrReportedAndItSaysGoodbye() throws Exception {
        try (ProxiedBuses buses = new ProxiedBuses(directory)) {
            ConcurrentLinkedQueue<Integer> received = new ConcurrentLinkedQueue<>();
            ConcurrentLinkedQueue<String> goodbyes = new ConcurrentLinkedQueue<>();
            AtomicInteger dropped = new AtomicInteger();
            DefaultEventBus main = buses.main(builder -> builder.telemetry(new BusTelemetry() {
                @Override
                public void dropped(String event, String reason) {
                    dropped.incrementAndGet();
                }
            }));
            DefaultEventBus renderer = buses.directRenderer(builder -> builder.applicationEvents(event -> {
                if (event instanceof PeerDisconnected disconnected) {
                    goodbyes.add(disconnected.reason());
                }
            }));
            renderer.on(Counted.class, counted -> received.add(counted.number()));
            connect(main, renderer);
            eventually(() -> assertThat(ProxiedBuses.only(main).interest().wants("test:counted"))
                    .isTrue());
            List<CompletableFuture<Integer>> emitters = Stream.of(1, 2)
                    .map(i -> CompletableFuture.supplyAsync(() -> emitUntilClosed(main), IN_ITS_OWN_THREAD))
                    .toList();
            eventually(() -> assertThat(received).hasSizeGreaterThan(5_000));

            long before = System.nanoTime();
            main.stop();
            long took = System.nanoTime() - before;

            int accepted = 0;
            for (CompletableFuture<Integer> emitter : emitters) {
                accepted += emitter.get(10, TimeUnit.SECONDS);
            }
            int expected = accepted;
            eventually(() -> assertThat(received.size() + dropped.get()).isEqualTo(expected));
            assertThat(took).as("shutdown.timeout is 2 s").isLessThan(TimeUnit.SECONDS.toNanos(3));
            assertThat(buses.mainSocket()).doesNotExist();
            eventually(() -> assertThat(goodbyes).anyMatch(reason -> reason.contains("it has stopped: main stops")));
        }
    }

    private static int emitUntilClosed(DefaultEventBus bus) {
        int accepted = 0;
        try {
            while (true) {
                if (bus.emit(new Counted(accepted)) == EmitResult.ACCEPTED) {
                    accepted++;
                }
            }
        } catch (EventBusException closed) {
            return accepted;
        }
    }
}
