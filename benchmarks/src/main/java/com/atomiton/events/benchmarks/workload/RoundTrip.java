package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Group;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Options;
import java.util.List;
import java.util.Map;

/** A renderer asks, main answers, one request at a time. */
final class RoundTrip implements Workload {

    private static final int SIZE = 120;
    private static final int FIRST = 200;

    /** The JVM compiles most of what runs so often. */
    private static final long WARM = 15_000;

    static final List<Column> COLUMNS = List.of(
            new Column("p50 µs", 1, "L2 with hand-offs"),
            new Column("p99 µs", 1, "L2 with hand-offs"),
            new Column("p99.9 µs", 1, "L2 with hand-offs"));

    @Override
    public String name() {
        return "round-trip";
    }

    @Override
    public String title() {
        return "request with a 120-byte payload and reply with the same, closed loop";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public void run(Lab lab) throws InterruptedException {
        Options options = lab.options();
        lab.alternate(this, lab.contenders(), 1, group -> {
            double median = warmUp(lab, group);
            long count = (long) (options.seconds() * 1e9 / median);
            return () -> figures(group.roundTrips(count, SIZE));
        });
    }

    static Map<String, Double> figures(double[] nanos) {
        return Map.of("p50 µs", nanos[0] / 1e3, "p99 µs", nanos[1] / 1e3, "p99.9 µs", nanos[2] / 1e3);
    }

    private double warmUp(Lab lab, Group group) throws InterruptedException {
        double seconds = lab.options().warmUpSeconds();
        Warmth warmUp = new Warmth(seconds, WARM);
        long count = FIRST;
        double median;
        do {
            median = group.roundTrips(count, SIZE)[0];
            warmUp.done(count);
            count = (long) (seconds * 1e9 / 4 / median);
        } while (!warmUp.isEnough());
        warmUp.note(lab.results(), name(), group);
        return median;
    }
}
