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
        return List.of(
                new Column("p50 µs", 1, "L2 with hand-offs"),
                new Column("p99 µs", 1, "L2 with hand-offs"),
                new Column("p99.9 µs", 1, "L2 with hand-offs"));
    }

    @Override
    public void run(Lab lab) throws InterruptedException {
        Options options = lab.options();
        lab.alternate(this, lab.contenders(), 1, group -> {
            double median = warmUp(group, options.warmUpSeconds());
            long count = (long) (options.seconds() * 1e9 / median);
            return () -> figures(group.roundTrips(count, SIZE));
        });
    }

    private static Map<String, Double> figures(double[] nanos) {
        return Map.of("p50 µs", nanos[0] / 1e3, "p99 µs", nanos[1] / 1e3, "p99.9 µs", nanos[2] / 1e3);
    }

    private static double warmUp(Group group, double seconds) throws InterruptedException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long count = FIRST;
        double median;
        do {
            median = group.roundTrips(count, SIZE)[0];
            count = (long) (seconds * 1e9 / 4 / median);
        } while (System.nanoTime() < end);
        return median;
    }
}
