package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;
import com.atomiton.events.SubscribeOptions;
import com.atomiton.events.session.DropReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of a bus by their names. A lane that nobody uses any more ends when it has done what it was given; the shared
 * one stays. Thread-safe.
 */
final class Lanes {

    private static final String SHARED = "shared";
    private static final String TASK = "task";

    private final Lane direct = new DirectLane();
    private final Function<String, ThreadFactory> threads;
    private final LaneBound bound;

    // Guarded by this; what a lane does under its own lock asks for nothing here.
    private final Map<String, NamedLane> byName = new HashMap<>();
    /** Those that still have something to do, while another one has their name. */
    private final Set<NamedLane> replaced = new HashSet<>();

    private boolean stopped;

    private static final class NamedLane {

        private final Lane lane;
        private final int concurrency;
        private int users;

        NamedLane(Lane lane, int concurrency) {
            this.lane = lane;
            this.concurrency = concurrency;
        }
    }

    /** Lanes whose threads come from a factory made for the lane's name. */
    Lanes(Function<String, ThreadFactory> threads, LaneBound bound) {
        this.threads = threads;
        this.bound = bound;
    }

    /** The name of the lane that the options ask for, for people. */
    static String nameForEvents(SubscribeOptions options) {
        return options.lane() == null ? SHARED : options.lane();
    }

    /** As {@link #nameForEvents}. */
    static String nameForRequests(SubscribeOptions options) {
        return options.lane() == null ? TASK : options.lane();
    }

    /**
     * The lane that the options ask for, in use until it is {@link #release released}.
     *
     * @throws EventContractException if it exists with another concurrency, or is direct and to have several threads
     */
    Lane forEvents(SubscribeOptions options) {
        return named(nameForEvents(options), options.concurrency());
    }

    /** As {@link #forEvents}; {@code null} if the options ask for none: then a request is a task of its own. */
    @Nullable
    Lane forRequests(SubscribeOptions options) {
        return options.lane() == null ? null : named(options.lane(), options.concurrency());
    }

    private Lane named(String name, int concurrency) {
        if (name.equals(SubscribeOptions.DIRECT)) {
            if (concurrency > 1) {
                throw new EventContractException(
                        "the lane 'direct' has no threads of its own, so it cannot have concurrency " + concurrency,
                        "leave concurrency out, or name another lane",
                        null);
            }
            return direct;
        }
        if (name.equals(SHARED) && concurrency > 1) {
            throw new EventContractException(
                    "concurrency " + concurrency + " needs a lane of its own", "name one with lane = \"…\"", null);
        }
        return use(name, concurrency);
    }

    private synchronized Lane use(String name, int concurrency) {
        NamedLane lane = byName.get(name);
        if (lane != null && lane.concurrency != concurrency) {
            if (lane.users > 0) {
                throw new EventContractException(
                        "the lane '" + name + "' is asked for with concurrency " + concurrency + " and with "
                                + lane.concurrency,
                        "use one of them everywhere",
                        null);
            }
            replaced.add(lane);
            lane = null;
        }
        if (lane == null) {
            lane = new NamedLane(create(name, concurrency), concurrency);
            byName.put(name, lane);
        }
        if (lane.users == 0) {
            lane.lane.inUse(true);
        }
        lane.users++;
        return lane.lane;
    }

    /** One who has asked for the lane, by this name, does not use it any more. */
    synchronized void release(String name, @Nullable Lane released) {
        NamedLane lane = byName.get(name);
        if (lane != null && lane.lane == released && --lane.users == 0 && !name.equals(SHARED)) {
            lane.lane.inUse(false);
            forgetIfIdle(name);
        }
    }

    /** Called when a lane has nothing to do any more, too. */
    private synchronized void forgetIfIdle(String name) {
        byName.computeIfPresent(name, (same, lane) -> lane.users == 0 && lane.lane.isIdle() ? null : lane);
        replaced.removeIf(lane -> lane.lane.isIdle());
    }

    private Lane create(String name, int concurrency) {
        ThreadFactory factory = threads.apply(name);
        Runnable whenIdle = () -> forgetIfIdle(name);
        Lane created = concurrency == 1
                ? new SerialLane(name, factory, bound, whenIdle)
                : new WideLane(name, factory, bound, whenIdle, concurrency);
        if (stopped) {
            created.abandon();
        }
        return created;
    }

    /** All that have a thread of their own, each thread of a wide one by itself. */
    Stream<SerialLane> serial() {
        return all().stream().flatMap(lane -> {
            if (lane instanceof WideLane wide) {
                return wide.threads().stream();
            }
            return lane instanceof SerialLane serial ? Stream.of(serial) : Stream.empty();
        });
    }

    private synchronized List<Lane> all() {
        return Stream.concat(byName.values().stream(), replaced.stream())
                .map(lane -> lane.lane)
                .toList();
    }

    /**
     * Lets the lanes do what they have, and waits for that no longer than this.
     *
     * @param left told each task that was not begun until then, which will not be done
     */
    void stop(long nanos, Consumer<LaneTask> left) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        try {
            for (Lane lane : all()) {
                lane.stop(deadline - System.nanoTime());
            }
        } finally {
            List<Lane> lanes = new ArrayList<>();
            synchronized (this) {
                stopped = true;
                lanes.addAll(all());
            }
            lanes.forEach(lane -> lane.abandon().forEach(task -> {
                left.accept(task);
                Tasks.run(() -> task.dropped(DropReason.CLOSED));
            }));
        }
    }
}
