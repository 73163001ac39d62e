package com.atomiton.events.simulation;

import com.atomiton.events.connection.ConnectionSettings;
import com.atomiton.events.connection.PeerSession;
import com.atomiton.events.session.SendWindow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

    /** What some ask for where it is not seen whether they live. */
    private static final Duration SHORT_RETENTION = Duration.ofMillis(800);

    /** Interest comes in parts, and large events are left out. */
    private static final int SMALL_FRAMES = 64 * 1024;

    private static final int LARGE_FRAMES = 128 * 1024;

    private static final int RESTS = 10;

    private static final int MOST_STEPS_TO_REST = 200_000;

    final VirtualClock clock = new VirtualClock();
    final Model model = new Model();
    final SimulatedNetwork network;
    final Rule rule;

    private final long seed;
    private final Random random;
    private final Duration linger;
    private final int windowCapacity;
    private final long windowBytes;

    final Overflow overflow;
    private final @Nullable List<String> trace;
    private final Schedule schedule;
    final List<Slot> slots = new ArrayList<>();

    /** Where one process runs after the other. */
    final class Slot {

        private final boolean main;
        private final @Nullable String name;
        private final ConnectionSettings settings;
        private int lives;
        private long startsAt;

        @Nullable
        SimulatedProcess process;

        Slot(boolean main, @Nullable String name) {
            this.main = main;
            this.name = name;
            this.settings = settings(
                    random.nextBoolean() ? SMALL_FRAMES : LARGE_FRAMES,
                    main || random.nextBoolean() ? RETENTION : SHORT_RETENTION);
            start();
        }

        void start() {
            String id = (main ? "main" : "renderer" + slots.size()) + "-" + ++lives;
            id = lives > 1 && !main ? "renderer" + slots.indexOf(this) + "-" + lives : id;
            process = new SimulatedProcess(Simulation.this, main, name, id, lives, settings, random);
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
        this.network = new SimulatedNetwork(random, clock, rule);
        this.overflow = Overflow.values()[random.nextInt(Overflow.values().length)];
        this.linger = Duration.ofMillis(random.nextInt(2) * 5L);
        this.windowCapacity = 2 + random.nextInt(60);
        this.windowBytes = 2_000 + random.nextInt(60_000);
        this.schedule = new Schedule(this, random);
        slots.add(new Slot(true, "main"));
        slots.add(new Slot(false, "editor"));
        if (random.nextBoolean()) {
            slots.add(new Slot(false, null));
        }
    }

    private ConnectionSettings settings(int maxFrameSize, Duration retention) {
        return new ConnectionSettings(
                Duration.ofSeconds(1),
                Duration.ofMillis(1), // Shorter than what has a jitter, which is not drawn from the seed
                Duration.ofMillis(100),
                2,
                Duration.ofMillis(500),
                Duration.ofMillis(1_500),
                linger,
                1_000,
                maxFrameSize,
                windowCapacity,
                windowBytes,
                Long.MAX_VALUE,
                retention);
    }

    /** Runs it; {@code null} if every promise was kept, else what went wrong. */
    @Nullable
    Throwable run() {
        try {
            for (int steps = 100 + random.nextInt(500); steps > 0; steps--) {
                schedule.step();
            }
            settle();
            model.checkAtRest(slots.stream()
                    .map(slot -> slot.process)
                    .filter(Objects::nonNull)
                    .toList());
            return null;
        } catch (RuntimeException | AssertionError violation) {
            trace(() -> "VIOLATION " + violation.getMessage());
            return violation;
        }
    }

    Slot anySlot() {
        return slots.get(random.nextInt(slots.size()));
    }

    /** Lets time go by, with all timers that become due, but for those of processes that are paused. */
    void pass(long nanos) {
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
        int rests = 0;
        for (int i = 0; i < MOST_STEPS_TO_REST; i++) {
            boolean moved = network.step();
            for (Slot slot : slots) {
                SimulatedProcess process = slot.process;
                moved |= process != null
                        && !process.isPaused(clock.now())
                        && process.application().consume(0);
            }
            if (!moved) {
                // What is owed does not count, and may wait for company that a batch has.
                rests = isAtRest() ? rests + 1 : 0;
                if (rests == RESTS) {
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

    /** The time of the processes. As a connection asks for it, other threads of its process may do something. */
    long nanoTime() {
        SimulatedConnection filling = model.isInWrite ? null : network.filling();
        if (filling != null && random.nextInt(4) == 0) {
            model.isInWrite = true;
            for (int i = 1 + random.nextInt(6); i > 0; i--) {
                schedule.meanwhile(filling);
            }
            model.isInWrite = false;
            PeerSession takenFrom = rule == Rule.STALE_CONNECTION_TAKES ? filling.process.takenFrom(filling) : null;
            if (takenFrom != null) {
                SendWindow window = takenFrom.outbound();
                window.take(window.lease(), new ArrayList<>(), LARGE_FRAMES, clock.now(), LARGE_FRAMES);
            }
        }
        return clock.now();
    }

    /** The process of this id that lives; {@code null} if none does. */
    @Nullable
    SimulatedProcess process(String id) {
        for (Slot slot : slots) {
            SimulatedProcess process = slot.process;
            if (process != null && process.id().equals(id)) {
                return process;
            }
        }
        return null;
    }

    /** For how long main keeps what is for that renderer, which lives. */
    Duration retentionOf(String renderer) {
        for (Slot slot : slots) {
            SimulatedProcess process = slot.process;
            if (process != null && process.id().equals(renderer) && !network.isSeenFromOutside(renderer)) {
                return slot.settings.retention();
            }
        }
        return RETENTION;
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

    static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    public String toString() {
        return "-Dsimulation.seed=" + seed;
    }
}
