package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Events from a renderer's emit to a listener of main's, of 120 bytes of JSON. */
final class Throughput implements Measurement {

    private static final int BYTES = 120;
    private static final int ROUNDS = 3;
    private static final int EVENTS = 30_000;

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public void run(Site site, PrintStream out) throws Exception {
        for (int partitions : List.of(1, 2, 4)) {
            row(site, out, partitions, 1);
        }
        row(site, out, 4, 2);
        site.clear();
        ChildJvm main = site.overSocket("main");
        ChildJvm renderer = site.overSocket("renderer");
        renderer.ask("peers 1");
        out.printf("socket: %s events/s%n", rates(renderer, List.of(main), 200_000));
    }

    private static void row(Site site, PrintStream out, int partitions, int count) throws Exception {
        site.clear();
        String[] settings = {
            "--atomiton.events.cloud-stream.partitions=" + partitions,
            "--spring.cloud.stream.bindings.atomitonMains.consumer.concurrency=" + partitions / count
        };
        List<ChildJvm> mains = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            mains.add(site.overBroker("main", settings));
        }
        ChildJvm renderer = site.overBroker("renderer", settings);
        renderer.ask("peers " + count);
        long before = Site.cpuMillis(site.broker());
        List<Long> rates = rates(renderer, mains, EVENTS);
        out.printf(
                "%d partitions, %d main(s): %s events/s; processor ms: broker %d, renderer %d, main %d (start included)%n",
                partitions,
                count,
                rates,
                Site.cpuMillis(site.broker()) - before,
                Site.cpuMillis(renderer),
                Site.cpuMillis(mains.get(0)));
    }

    /** The first round, which is not counted, warms up and lets a group find its members. */
    private static List<Long> rates(ChildJvm renderer, List<ChildJvm> mains, int events) throws Exception {
        List<Long> rates = new ArrayList<>();
        for (int round = 0; round <= ROUNDS; round++) {
            long start = Long.parseLong(renderer.ask("stream " + events + " " + BYTES));
            long end = Site.awaitSeen(mains, (long) (round + 1) * events);
            if (round > 0) {
                rates.add(Math.round(events * 1e9 / (end - start)));
            }
        }
        return rates;
    }
}
