package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.Contender.Kind;
import com.atomiton.events.benchmarks.workload.FanOut;
import com.atomiton.events.benchmarks.workload.LocalEmit;
import com.atomiton.events.benchmarks.workload.Restart;
import com.atomiton.events.benchmarks.workload.StartUp;
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
        fanOut(goals);
        local(goals);
        allocation(goals);
        startUp(goals);
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
        return times(
                results.median("stream-120", OURS, metric),
                peers("stream-120", metric, kinds).max());
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
        goals.add(Goal.atMost(
                1,
                "round trip p50, default dispatch: times the best peer",
                times(
                        results.median("round-trip", OURS, "p50 µs"),
                        peers("round-trip", "p50 µs", Set.of(Kind.PEER, Kind.PEER_WITH_FLOW_CONTROL))
                                .min())));
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

    private void fanOut(List<Goal> goals) {
        goals.add(Goal.atLeast(
                0.8,
                "fan-out to 16: deliveries per second, times raw writers of the same bytes",
                results.ratio(FanOut.name(16), FanOut.DELIVERIES, OURS, "L1")));
        goals.add(Goal.atLeast(
                0.8,
                "fan-out to 16: deliveries per second, times L2, whose receivers decode too",
                results.ratio(FanOut.name(16), FanOut.DELIVERIES, OURS, "L2")));
    }

    private void local(List<Goal> goals) {
        String metric = LocalEmit.time("1");
        OptionalDouble fastest = LocalEmit.OTHERS.stream()
                .map(row -> results.median(LocalEmit.NAME, row, metric))
                .flatMapToDouble(OptionalDouble::stream)
                .min();
        goals.add(Goal.atMost(
                1,
                "local emit to one direct listener: times the fastest of the three others",
                times(results.median(LocalEmit.NAME, LocalEmit.OURS, metric), fastest)));
        goals.add(Goal.atMost(
                100,
                "emit with nobody interested, ns",
                results.median(LocalEmit.NAME, LocalEmit.NOBODY, LocalEmit.time("0"))));
    }

    private void allocation(List<Goal> goals) {
        goals.add(Goal.atMost(
                200,
                "allocated by the sender for each 120-byte event, bytes besides the payload",
                results.median("stream-120", OURS, "sender bytes")));
        OptionalDouble receiver = results.median("stream-120", OURS, "receiver bytes");
        goals.add(Goal.atMost(
                200,
                "allocated by the receiver for each 120-byte event, bytes besides the payload",
                receiver.isEmpty()
                        ? receiver
                        : OptionalDouble.of(receiver.getAsDouble() - PayloadSize.of(Sample.ofSize(120)))));
    }

    private void startUp(List<Goal> goals) {
        OptionalDouble with = results.median(StartUp.NAME, StartUp.WITH, StartUp.TIME);
        OptionalDouble without = results.median(StartUp.NAME, StartUp.WITHOUT, StartUp.TIME);
        goals.add(Goal.atMost(
                100,
                "added to an application's start, ms",
                with.isEmpty() || without.isEmpty()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(with.getAsDouble() - without.getAsDouble())));
        goals.add(Goal.atMost(
                100,
                "from main being ready again to a renderer's first event, ms",
                results.median(Restart.NAME, Restart.ROW, Restart.TIME)));
    }

    private static OptionalDouble times(OptionalDouble figure, OptionalDouble base) {
        return figure.isPresent() && base.isPresent()
                ? OptionalDouble.of(figure.getAsDouble() / base.getAsDouble())
                : OptionalDouble.empty();
    }
}
