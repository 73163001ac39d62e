package com.atomiton.events.benchmarks.workload;

import java.util.List;

/** All workloads, in the order of the report. */
public final class Workloads {

    private static final List<Workload> ALL = List.of(
            new RoundTrip(),
            new Stream("stream-120", 120, Direction.UP),
            new Stream("stream-4k", 4096, Direction.UP),
            new Stream("stream-down-120", 120, Direction.DOWN),
            new StoppedRenderer());

    private Workloads() {}

    /** All of them; unmodifiable. */
    public static List<Workload> all() {
        return ALL;
    }
}
