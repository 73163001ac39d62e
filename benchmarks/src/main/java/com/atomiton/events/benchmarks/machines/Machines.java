package com.atomiton.events.benchmarks.machines;

import java.util.List;

/** The program behind {@code ./bench --machines}. */
public final class Machines {

    private static final List<Measurement> ALL =
            List.of(new Throughput(), new RoundTrips(), new StartToReady(), new KilledMain(), new SignsOfLife());

    private Machines() {}

    /** Arguments: the names of what is to be measured; none for all. */
    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        try (Site site = Site.open()) {
            for (Measurement measurement : ALL) {
                if (wanted.isEmpty() || wanted.contains(measurement.name())) {
                    System.out.println();
                    System.out.println("## " + measurement.name());
                    measurement.run(site, System.out);
                    site.clear();
                }
            }
        }
        System.exit(0);
    }
}
