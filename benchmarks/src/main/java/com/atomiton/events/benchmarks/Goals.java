package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.Contender.Kind;
import com.atomiton.events.benchmarks.workload.StoppedRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;

/** The goals of this project, judged by the results of one run. */
final class Goals {

    private static final String OURS = "atomiton JSON";
    private static final String OURS_DIRECT = "atomiton JSON direct";

    private final Results results;

    Goals(Results results) {
        this.results = results;
    }

    List<Goal> all() {
        List<Goal> goals = new ArrayList<>();
        stream(goals);
        roundTrip(goals);
        stoppedRenderer(goals);
        return goals;
    }

    private void stream(List<Goal> goals) {
        String metric = "events/s";
        goals.add(Goal.atLeast(
                0.8, "stream of 120-byte events: times L2", results.ratio("stream-120", metric, OURS, "L2")));
        goals.add(Goal.atLeast(
                1.4,
                "stream of 120-byte events: times the best peer",
                timesTheBest(metric, Set.of(Kind.PEER, Kind.PEER_WITH_FLOW_CONTROL))));
        goals.add(Goal.atLeast(
                2,
                "stream of 120-byte events: times the best peer with flow control or acknowledgement",
                timesTheBest(metric, Set.of(Kind.PEER_WITH_FLOW_CONTROL))));
    }

    private OptionalDouble timesTheBest(String metric, Set<Kind> kinds) {
        OptionalDouble best = peers("stream-120", metric, kinds).max();
        OptionalDouble ours = results.median("stream-120", OURS, metric);
        return best.isPresent() && ours.isPresent()
                ? OptionalDouble.of(ours.getAsDouble() / best.getAsDouble())
                : OptionalDouble.empty();
    }

    private DoubleStream peers(String workload, String metric, Set<Kind> kinds) {
        return Contenders.all().stream()
                .filter(contender -> kinds.contains(contender.kind()))
                .map(contender -> results.median(workload, contender.name(), metric))
                .flatMapToDouble(OptionalDouble::stream);
    }

    private void roundTrip(List<Goal> goals) {
        goals.add(Goal.atMost(
                1,
                "round trip p50, default dispatch: times L2 with hand-offs",
                results.ratio("round-trip", "p50 µs", OURS, "L2 with hand-offs")));
        goals.add(Goal.atMost(
                1.6,
                "round trip p50, direct listener: times L1",
                results.ratio("round-trip", "p50 µs", OURS_DIRECT, "L1")));
        OptionalDouble best = peers("round-trip", "p50 µs", Set.of(Kind.PEER, Kind.PEER_WITH_FLOW_CONTROL))
                .min();
        OptionalDouble ours = results.median("round-trip", OURS, "p50 µs");
        goals.add(Goal.atMost(
                1,
                "round trip p50, default dispatch: times the best peer",
                best.isPresent() && ours.isPresent()
                        ? OptionalDouble.of(ours.getAsDouble() / best.getAsDouble())
                        : OptionalDouble.empty()));
    }

    private void stoppedRenderer(List<Goal> goals) {
        goals.add(Goal.atMost(
                1.5,
                "p99 latency of a renderer beside a stopped one: times alone",
                results.ratio(
                        StoppedRenderer.NAME, StoppedRenderer.P99, StoppedRenderer.STOPPED, StoppedRenderer.ALONE)));
        goals.add(Goal.atMost(
                128,
                "heap peak of main beside a stopped renderer, MiB",
                results.median(StoppedRenderer.NAME, StoppedRenderer.STOPPED, StoppedRenderer.HEAP)));
    }
}
