package com.atomiton.events.process;

import com.atomiton.events.EventOverflowException;
import com.atomiton.events.EventType;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.OverflowPolicy;
import com.atomiton.events.process.Events.Ask;
import com.atomiton.events.process.Events.Counted;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A main with a bit of everything that a peer can reach. Says how much heap it uses when it is asked to. */
final class BesiegedMain {

    /** Anything, so that what is read is as large as it can be. */
    static final EventType<Object> ANY = EventType.of("any", Object.class);

    /** Its listener is stuck at the first until it is released. */
    static final EventType<Object> STUCK = EventType.of("stuck", Object.class);

    /** Of 50 events: names and shapes to be compared. */
    record Row(String first, int second, List<String> third, Map<String, Long> fourth, Instant fifth) {}

    private static volatile CountDownLatch released = new CountDownLatch(1);

    private BesiegedMain() {}

    public static void main(String[] arguments) throws IOException {
        try (DefaultEventBus bus = Sockets.main(Path.of(arguments[0]))
                .sessionRetention(Duration.ofSeconds(1))
                .overflow(OverflowPolicy.FAIL, Duration.ofSeconds(10))
                .build()) {
            bus.handle(Ask.class, (ask, context) -> answer(ask.how()));
            bus.handle(ANY, (any, context) -> "read");
            bus.on(STUCK, stuck -> released.await());
            for (int i = 0; i < 50; i++) {
                bus.on(EventType.of("row" + i, Row.class), row -> {});
            }
            bus.start();
            for (int i = 0; i < 60; i++) {
                bus.emit(
                        EventType.of("application:" + "a".repeat(80) + ":state" + i, Object.class)
                                .retain(),
                        i);
            }
            System.out.println("READY");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                switch (line) {
                    case "stick" -> released = new CountDownLatch(1);
                    case "release" -> released.countDown();
                    case "emit" -> new Thread(() -> emit(bus)).start();
                    default -> report(bus, line);
                }
            }
        }
    }

    private static Object answer(String how) throws InterruptedException {
        if (how.equals("slow")) {
            TimeUnit.SECONDS.sleep(2);
        }
        return how;
    }

    private static void emit(DefaultEventBus bus) {
        for (int i = 0; i < 500; i++) {
            try {
                bus.emit(new Counted(i, "x".repeat(100_000)));
            } catch (EventOverflowException full) {
                // As it should be
            }
        }
    }

    private static void report(DefaultEventBus bus, String line) {
        System.gc();
        long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.println(
                line + " HEAP " + used / 1024 / 1024 + " PEERS " + bus.peers().size());
    }
}
