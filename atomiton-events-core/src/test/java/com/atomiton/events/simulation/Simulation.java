package com.atomiton.events.simulation;

import com.atomiton.events.Delivery;
import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.PeerSession;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One schedule, all of it drawn from a seed: main and one or two renderers emit to each other and consume, while their
 * connections are cut, stalled and refused, and they themselves are paused, stopped and killed. At the end the faults cease
 * and everything must come to rest.
 */
final class Simulation {

    static final Duration RETENTION = Duration.ofSeconds(5);

    private static final int MOST_STEPS_TO_REST = 200_000;

    final VirtualClock clock = new VirtualClock();
    final Model model = new Model();
    final SimulatedNetwork network;
    final ConnectionSettings settings;
    final Rule rule;

    private final long seed;
    private final Random random;
    private final boolean evicts;
    private final @Nullable List<String> trace;
    private final List<Slot> slots = new ArrayList<>();

    /** Where one process runs after the other. */
    private final class Slot {

        private final boolean main;
        private final @Nullable String name;
        private int lives;
        private long startsAt;

        @Nullable
        SimulatedProcess process;

        Slot(boolean main, @Nullable String name) {
            this.main = main;
            this.name = name;
            start();
        }

        void start() {
            String id = (main ? "main" : "renderer" + slots.size()) + "-" + ++lives;
            id = lives > 1 && !main ? "renderer" + slots.indexOf(this) + "-" + lives : id;
            process = new SimulatedProcess(Simulation.this, main, name, id, lives);
        }

        void end(boolean inOrder) {
            SimulatedProcess ending = process;
            if (ending == null) {
                return;
            }
            trace(() -> ending.id() + (inOrder ? " stops" : " is killed"));
            process = null;
            startsAt = clock.now() + millis(random.nextInt(2_000));
            if (inOrder) {
                ending.stop();
            } else {
                ending.kill();
            }
        }

        void startIfDue() {
            if (process == null && clock.now() >= startsAt) {
                start();
            }
        }
    }

    Simulation(long seed, Rule rule, boolean traced) {
        this.seed = seed;
        this.rule = rule;
        this.random = new Random(seed);
        this.trace = traced ? new ArrayList<>() : null;
        this.network = new SimulatedNetwork(random, clock);
        this.evicts = random.nextInt(3) == 0;
        this.settings = new ConnectionSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(1), // Shorter than what has a jitter, which is not drawn from the seed
                Duration.ofMillis(100),
                2,
                Duration.ofMillis(500),
                Duration.ofMillis(1_500),
                Duration.ofMillis(random.nextInt(2) * 5L),
                1_000,
                64 * 1024,
                2 + random.nextInt(60),
                2_000 + random.nextInt(60_000),
                RETENTION);
        slots.add(new Slot(true, "main"));
        slots.add(new Slot(false, "editor"));
        if (random.nextBoolean()) {
            slots.add(new Slot(false, null));
        }
    }

    /** Runs it; {@code null} if every promise was kept, else what went wrong. */
    @Nullable
    Throwable run() {
        try {
            for (int steps = 100 + random.nextInt(500); steps > 0; steps--) {
                step();
            }
            settle();
            model.checkAtRest();
            return null;
        } catch (RuntimeException | AssertionError violation) {
            trace(() -> "VIOLATION " + violation.getMessage());
            return violation;
        }
    }

    private void step() {
        int dice = random.nextInt(100);
        if (dice < 22) {
            emit();
        } else if (dice < 65) {
            network.step();
        } else if (dice < 80) {
            consume();
        } else if (dice < 97) {
            pass(millis(random.nextInt(10) == 0 ? random.nextInt(300) : random.nextInt(5)));
        } else {
            fault();
        }
    }

    private void emit() {
        SimulatedProcess process = anySlot().process;
        if (process == null || process.isPaused(clock.now())) {
            return;
        }
        Delivery delivery = Delivery.values()[random.nextInt(Delivery.values().length)];
        String key = delivery == Delivery.LATEST ? "k" + random.nextInt(3) : null;
        long timeToLive = random.nextInt(10) == 0 ? millis(random.nextInt(100)) : 0;
        for (int burst = random.nextInt(8) == 0 ? 10 : 1; burst > 0; burst--) {
            for (PeerSession session : process.sessions()) {
                process.emit(session, delivery, key, timeToLive, evicts);
            }
        }
    }

    private void consume() {
        SimulatedProcess process = anySlot().process;
        if (process != null && !process.isPaused(clock.now())) {
            process.consume(random.nextInt(3));
        }
    }

    private void fault() {
        SimulatedProcess process = anySlot().process;
        SimulatedConnection connection = network.any();
        long now = clock.now();
        switch (random.nextInt(12)) {
            case 0 -> anySlot().end(random.nextInt(3) == 0);
            case 1 -> {
                if (process != null) {
                    trace(() -> process + " is paused");
                    process.pause(now + millis(random.nextInt(4_000)));
                }
            }
            case 2 -> {
                if (random.nextInt(4) == 0) {
                    trace(() -> "no connections for a while");
                    network.closeUntil(now + millis(random.nextInt((int) RETENTION.toMillis() * 2)));
                }
            }
            case 3, 4 -> {
                if (connection != null) {
                    trace(() -> "what comes to " + connection.process + " is stalled");
                    connection.stall(now + millis(random.nextInt(4_000)));
                }
            }
            case 5 -> pass(millis(random.nextInt(3_000)));
            default -> {
                if (connection != null) {
                    trace(() -> "the connection of " + connection.process + " is cut");
                    connection.cut();
                }
            }
        }
    }

    private Slot anySlot() {
        return slots.get(random.nextInt(slots.size()));
    }

    /** Lets time go by, with all timers that become due, but for those of processes that are paused. */
    private void pass(long nanos) {
        long until = clock.now() + nanos;
        for (SimulatedProcess next = nextDue(until); next != null; next = nextDue(until)) {
            clock.moveTo(next.timer().nextAt());
            next.timer().runNext();
        }
        clock.moveTo(until);
        slots.forEach(Slot::startIfDue);
    }

    private @Nullable SimulatedProcess nextDue(long until) {
        SimulatedProcess next = null;
        for (Slot slot : slots) {
            SimulatedProcess process = slot.process;
            if (process == null
                    || process.isPaused(clock.now())
                    || process.timer().nextAt() > until) {
                continue;
            }
            if (next == null || process.timer().nextAt() < next.timer().nextAt()) {
                next = process;
            }
        }
        return next;
    }

    private void settle() {
        trace(() -> "no more faults");
        for (int i = 0; i < MOST_STEPS_TO_REST; i++) {
            boolean moved = network.step();
            for (Slot slot : slots) {
                SimulatedProcess process = slot.process;
                moved |= process != null && !process.isPaused(clock.now()) && process.consume(0);
            }
            if (!moved) {
                if (isAtRest()) {
                    return;
                }
                pass(millis(2));
            }
        }
        throw new AssertionError("nothing comes to rest: "
                + slots.stream()
                        .map(slot -> slot.process)
                        .flatMap(process -> process == null
                                ? null
                                : process.sessions().stream()
                                        .map(session -> process + " to " + session
                                                + (session.isOpen() ? "" : ", not connected,") + " with "
                                                + session.outbound().events() + " events"))
                        .toList());
    }

    private boolean isAtRest() {
        for (Slot slot : slots) {
            SimulatedProcess process = slot.process;
            if (process == null || !process.isAtRest()) {
                return false;
            }
            if (process.sessions().size() != (slot.main ? slots.size() - 1 : 1)) {
                return false;
            }
        }
        return true;
    }

    boolean evicts() {
        return evicts;
    }

    /** Whether that renderer believes to have a session with that main. */
    boolean isConnectedTo(String renderer, String main) {
        return slots.stream()
                .map(slot -> slot.process)
                .anyMatch(process -> process != null && process.id().equals(renderer) && process.hasSessionWith(main));
    }

    void trace(Supplier<String> line) {
        if (trace != null) {
            trace.add("%8.1f ms  %s".formatted(clock.now() / 1e6 - 1_000, line.get()));
        }
    }

    /** What happened, one line for each thing; empty if it is not traced. */
    List<String> schedule() {
        return trace == null ? List.of() : trace;
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public String toString() {
        return "-Dsimulation.seed=" + seed;
    }
}
