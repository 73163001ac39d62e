package com.atomiton.events.benchmarks.workload;

import java.util.List;

/** All workloads, in the order of the report. */
public final class Workloads {

    private static final List<Workload> ALL = List.of(
            new RoundTrip(),
            new PacedRoundTrip(),
            new Stream("stream-120", 120, Direction.UP, 1, true),
            new Stream("stream-4k", 4096, Direction.UP, 0.4, true),
            new Stream("stream-down-120", 120, Direction.DOWN, 0.6, false),
            new Stream("stream-1m", 1024 * 1024, Direction.UP, 0.4, false),
            new FanOut(1),
            new FanOut(4),
            new FanOut(16),
            new ConflatedProgress(),
            new LocalEmit(),
            new StartUp(),
            new Restart(),
            new StoppedRenderer());

    private Workloads() {}

    /** All of them; unmodifiable. */
    public static List<Workload> all() {
        return ALL;
    }
}
