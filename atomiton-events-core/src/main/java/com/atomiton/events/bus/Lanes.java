package com.atomiton.events.bus;

import com.atomiton.events.EventContractException;
import com.atomiton.events.SubscribeOptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lanes of a bus by their names. Thread-safe. */
final class Lanes {

    private static final String SHARED = "shared";
    private static final String TASK = "task";

    private final Lane direct = new DirectLane();
    private final Map<String, NamedLane> byName = new ConcurrentHashMap<>();
    private final Function<String, ThreadFactory> threads;
    private final LaneBound bound;

    private record NamedLane(Lane lane, int concurrency) {}

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
     * The lane that the options ask for.
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
        NamedLane lane = byName.computeIfAbsent(name, unknown -> new NamedLane(create(name, concurrency), concurrency));
        if (lane.concurrency != concurrency) {
            throw new EventContractException(
                    "the lane '" + name + "' is asked for with concurrency " + concurrency + " and with "
                            + lane.concurrency,
                    "use one of them everywhere",
                    null);
        }
        return lane.lane;
    }

    private Lane create(String name, int concurrency) {
        ThreadFactory factory = threads.apply(name);
        return concurrency == 1
                ? new SerialLane(name, factory, bound)
                : new WideLane(name, factory, bound, concurrency);
    }

    /** All that have a thread of their own, each thread of a wide one by itself. */
    Stream<SerialLane> serial() {
        return byName.values().stream().map(NamedLane::lane).flatMap(lane -> {
            if (lane instanceof WideLane wide) {
                return wide.threads().stream();
            }
            return lane instanceof SerialLane serial ? Stream.of(serial) : Stream.empty();
        });
    }

    void stop(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        try {
            for (NamedLane lane : byName.values()) {
                lane.lane.stop(deadline - System.nanoTime());
            }
        } finally {
            byName.values().forEach(lane -> lane.lane.abandon());
        }
    }
}
