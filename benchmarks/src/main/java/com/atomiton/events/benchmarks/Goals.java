package com.atomiton.events.benchmarks;

import com.atomiton.events.benchmarks.Contender.Kind;
import com.atomiton.events.benchmarks.node.NodeContender;
import com.atomiton.events.benchmarks.workload.FanOut;
import com.atomiton.events.benchmarks.workload.LocalEmit;
import com.atomiton.events.benchmarks.workload.Restart;
import com.atomiton.events.benchmarks.workload.StartUp;
import com.atomiton.events.benchmarks.workload.StoppedRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The goals of this project, judged by the results of one run. */
final class Goals {

    private static final String STREAM = "stream-120";
    private static final double LEVEL = 1.1;
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
        OptionalDouble ours = results.median(STREAM, OURS, metric);
        goals.add(Goal.atLeast(0.8, "stream of 120-byte events: times L2", results.ratio(STREAM, metric, OURS, "L2")));
        Optional<Best> any = Best.highest(
                results, STREAM, metric, contender -> contender.kind().isPeer());
        goals.add(Goal.atLeast(
                1.4,
                "stream of 120-byte events: times the best peer however weak its guarantees" + named(any),
                times(ours, figure(any))));
        Optional<Best> controlled =
                Best.highest(results, STREAM, metric, contender -> contender.kind() == Kind.PEER_WITH_FLOW_CONTROL);
        goals.add(Goal.atLeast(
                2,
                "stream of 120-byte events: times the best with flow control or acknowledgement, tuned"
                        + named(controlled),
                times(ours, figure(controlled))));
    }

    private static String named(Optional<Best> best) {
        return best.map(known -> " (" + known.name() + ")").orElse("");
    }

    private static OptionalDouble figure(Optional<Best> best) {
        return best.map(known -> OptionalDouble.of(known.figure())).orElseGet(OptionalDouble::empty);
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
        OptionalDouble ours = results.median("round-trip", OURS, "p50 µs");
        Optional<Best> jvm = Best.lowest(
                results,
                "round-trip",
                "p50 µs",
                contender -> contender.kind().isPeer() && !contender.name().equals(NodeContender.NAME));
        goals.add(Goal.atMost(
                1,
                "round trip p50, default dispatch: ahead of every JVM peer, times the best" + named(jvm),
                times(ours, figure(jvm))));
        goals.add(Goal.atMost(
                LEVEL,
                "round trip p50, default dispatch: level with Node's child_process within a tenth, times it",
                results.ratio("round-trip", "p50 µs", OURS, NodeContender.NAME)));
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
                "fan-out to 16: deliveries per second, times raw writers of the same bytes (L1)",
                results.ratio(FanOut.name(16), FanOut.DELIVERIES, OURS, "L1")));
        goals.add(Goal.atLeast(
                0.8,
                "fan-out to 16: deliveries per second, times raw writers whose receivers decode and hand over too (L2)",
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
                difference(receiver, OptionalDouble.of(PayloadSize.of(Sample.ofSize(120))))));
    }

    private void startUp(List<Goal> goals) {
        OptionalDouble with = results.median(StartUp.NAME, StartUp.WITH, StartUp.TIME);
        OptionalDouble without = results.median(StartUp.NAME, StartUp.WITHOUT, StartUp.TIME);
        goals.add(Goal.atMost(
                100,
                "added to an application's start, ms, on the same class path but for the starter",
                difference(with, without)));
        goals.add(Goal.atMost(
                100,
                "from main being ready again to a renderer's first event, ms",
                results.median(Restart.NAME, Restart.ROW, Restart.TIME)));
    }

    private static OptionalDouble difference(OptionalDouble figure, OptionalDouble base) {
        return figure.isPresent() && base.isPresent()
                ? OptionalDouble.of(figure.getAsDouble() - base.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble times(OptionalDouble figure, OptionalDouble base) {
        return figure.isPresent() && base.isPresent()
                ? OptionalDouble.of(figure.getAsDouble() / base.getAsDouble())
                : OptionalDouble.empty();
    }
}
