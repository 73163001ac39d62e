package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** Many buses that say nothing but that they are there: what does that cost? */
final class SignsOfLife implements Measurement {

    private static final Duration WATCHED = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "signs-of-life";
    }

    @Override
    public void run(Site site, PrintStream out) throws Exception {
        for (int buses : List.of(10, 50)) {
            for (int millis : List.of(5_000, 500)) {
                row(site, out, buses, millis);
            }
        }
    }

    private static void row(Site site, PrintStream out, int buses, int millis) throws Exception {
        site.clear();
        long start = System.nanoTime();
        ChildJvm all = site.launch(
                ManyBuses.class,
                site.overBrokerArguments(
                        String.valueOf(buses),
                        "--atomiton.events.heartbeat.interval=" + millis + "ms",
                        "--atomiton.events.heartbeat.timeout=" + Math.max(15_000, 3 * millis) + "ms"));
        all.answer(Duration.ofMinutes(2));
        double started = (System.nanoTime() - start) / 1e9;
        Thread.sleep(2_000);
        long brokerBefore = Site.cpuMillis(site.broker());
        long busesBefore = Site.cpuMillis(all);
        Thread.sleep(WATCHED.toMillis());
        double seconds = WATCHED.toMillis() / 1e3;
        out.printf(
                "%d buses, heartbeat.interval %d ms: %.0f deliveries/s; processor ms/s: broker %.0f, all buses %.0f; %s;"
                        + " all started after %.0f s%n",
                buses,
                millis,
                buses * buses * 1e3 / millis,
                (Site.cpuMillis(site.broker()) - brokerBefore) / seconds,
                (Site.cpuMillis(all) - busesBefore) / seconds,
                all.ask("cost"),
                started);
    }
}
