package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Options;
import java.util.List;

/** A renderer asks at a fixed rate, and main answers: how long does it take from when each request should have begun? */
final class PacedRoundTrip implements Workload {

    private static final int SIZE = 120;
    private static final int PER_SECOND = 2_000;

    @Override
    public String name() {
        return "round-trip-paced";
    }

    @Override
    public String title() {
        return "the same, " + String.format("%,d", PER_SECOND)
                + " requests a second, each measured from when it should have begun (open loop)";
    }

    /** Too short for a p99.9 of so few. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public List<Column> columns() {
        return RoundTrip.COLUMNS;
    }

    /** {@link RoundTrip} has warmed the processes up. */
    @Override
    public void run(Lab lab) throws InterruptedException {
        Options options = lab.options();
        long count = (long) (options.seconds() * PER_SECOND);
        lab.alternate(this, lab.contenders(), 1, group -> {
            group.pacedRoundTrips(count, SIZE, PER_SECOND);
            return () -> RoundTrip.figures(group.pacedRoundTrips(count, SIZE, PER_SECOND));
        });
    }
}
