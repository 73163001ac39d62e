package com.atomiton.events.test.soak;

import com.atomiton.events.ConnectionGap;
import com.atomiton.events.EmitResult;
import com.atomiton.events.EventBusException;
import com.atomiton.events.EventContext;
import com.atomiton.events.EventType;
import com.atomiton.events.PeerRestarted;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.observation.BusTelemetry;
import com.atomiton.events.test.soak.Ledger.Count;
import com.atomiton.events.test.soak.SoakEvents.Numbered;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * A process with the default settings that emits numbered events as it is told, and enters those that it gets into its
 * ledger. What an application would see of a fault it counts, and prints when it rests.
 */
final class NumberingProcess {

    private static final int MAX_BURST = 200_000;
    private static final Duration NAP = Duration.ofSeconds(4);

    private final DefaultEventBus bus;
    private final Ledger ledger;
    private final Set<Long> naps;
    private final Map<String, LongAdder> faults;

    private NumberingProcess(DefaultEventBus bus, Ledger ledger, Set<Long> naps, Map<String, LongAdder> faults) {
        this.bus = bus;
        this.ledger = ledger;
        this.naps = naps;
        this.faults = faults;
    }

    /** Arguments: role, socket, directory for other files, ledger, and the numbers at which the listener sleeps. */
    public static void main(String[] arguments) throws IOException {
        Ledger ledger = Ledger.open(Path.of(arguments[3]));
        Set<Long> naps = Arrays.stream(arguments).skip(4).map(Long::valueOf).collect(Collectors.toSet());
        Map<String, LongAdder> faults = new ConcurrentSkipListMap<>();
        try (DefaultEventBus bus = SoakedProcess.builder(arguments[0], Path.of(arguments[1]), Path.of(arguments[2]))
                .telemetry(new BusTelemetry() {
                    @Override
                    public void dropped(String event, String reason) {
                        count(faults, "dropped as " + reason, 1);
                    }
                })
                .applicationEvents(event -> applicationEvent(faults, event))
                .build()) {
            new NumberingProcess(bus, ledger, naps, faults).run();
        }
    }

    private static void applicationEvent(Map<String, LongAdder> faults, Object event) {
        if (event instanceof ConnectionGap gap) {
            count(faults, "gaps", 1);
            count(faults, "missing in gaps", gap.to() - gap.from() + 1);
        } else if (event instanceof PeerRestarted) {
            count(faults, "restarts", 1);
        }
    }

    private static void count(Map<String, LongAdder> faults, String fault, long times) {
        faults.computeIfAbsent(fault, first -> new LongAdder()).add(times);
    }

    private void run() throws IOException {
        bus.onEvent(SoakEvents.events(SoakEvents.other(bus.role())), this::received);
        long begin = System.nanoTime();
        bus.onConnectionState(change -> System.out.println("STATE after "
                + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms: " + change.current() + ", "
                + change.reason()));
        bus.start();
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = input.readLine(); line != null && !line.equals("stop"); line = input.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "emit" ->
                    emit(
                            Long.parseLong(words[1]),
                            Integer.parseInt(words[2]),
                            Duration.ofSeconds(Long.parseLong(words[3])),
                            new Random(Long.parseLong(words[4])));
                case "rest" -> {
                    awaitRest();
                    System.out.println("RESTS " + faults);
                }
                default -> SoakedProcess.wrong("no such command: " + line);
            }
        }
    }

    private void received(Numbered numbered, EventContext context) {
        if (naps.contains(numbered.number())) {
            LockSupport.parkNanos(NAP.toNanos());
        }
        ledger.received(numbered.life(), numbered.number(), context.redelivered());
    }

    /** In bursts, within which it is as fast as it can be, and between which it waits so that all take this time. */
    private void emit(long events, int characters, Duration time, Random random) {
        EventType<Numbered> type = SoakEvents.events(bus.role());
        String padding = "x".repeat(characters);
        while (bus.sessions().stream().noneMatch(PeerSession::isOpen)) {
            LockSupport.parkNanos(1_000_000);
        }
        long begin = System.nanoTime();
        long number = 0;
        while (number < events) {
            long end = Math.min(events, number + 1 + random.nextInt(MAX_BURST));
            for (; number < end; number++) {
                emit(type, new Numbered(0, number, padding));
            }
            LockSupport.parkNanos(begin + (long) ((double) time.toNanos() / events * number) - System.nanoTime());
        }
    }

    /** Once, whatever comes of it. */
    private void emit(EventType<Numbered> type, Numbered numbered) {
        String result;
        try {
            EmitResult told = bus.emit(type, numbered);
            if (told == EmitResult.ACCEPTED || told == EmitResult.BUFFERED) {
                return;
            }
            result = told.name();
        } catch (EventBusException thrown) {
            result = thrown.getClass().getSimpleName();
            System.out.println("THROWN at " + numbered.number() + ": " + thrown.getMessage());
        }
        ledger.add(Count.REFUSED);
        count(faults, "emit " + result, 1);
    }

    /** All that was emitted is acknowledged, or was dropped. The parent's patience ends it. */
    private void awaitRest() {
        while (bus.sessions().stream()
                .anyMatch(session -> !session.isOpen() || session.outbound().events() > 0)) {
            LockSupport.parkNanos(1_000_000);
        }
    }
}
