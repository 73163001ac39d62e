package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Numbers;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** One of two mains is killed: when do the requests that it had taken fail, and when has the other its share? */
final class KilledMain implements Measurement {

    private static final int REQUESTS = 100;
    private static final int EVENTS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "killed-main";
    }

    @Override
    public void run(Site site, PrintStream out) throws Exception {
        row(site, out, "defaults");
        row(
                site,
                out,
                "heartbeat.interval 1 s, heartbeat.timeout 3 s, session.timeout.ms 6000",
                "--atomiton.events.heartbeat.interval=1s",
                "--atomiton.events.heartbeat.timeout=3s",
                "--spring.cloud.stream.kafka.binder.consumer-properties.session.timeout.ms=6000",
                "--spring.cloud.stream.kafka.binder.consumer-properties.heartbeat.interval.ms=1000");
    }

    private static void row(Site site, PrintStream out, String what, String... settings) throws Exception {
        site.clear();
        String[] all = new String[settings.length + 2];
        System.arraycopy(settings, 0, all, 0, settings.length);
        all[settings.length] = "--atomiton.events.cloud-stream.partitions=4";
        all[settings.length + 1] = "--atomiton.events.request.timeout=60s";
        ChildJvm doomed = site.overBroker("main", all);
        ChildJvm other = site.overBroker("main", all);
        ChildJvm renderer = site.overBroker("renderer", all);
        renderer.ask("peers 2");
        awaitShares(renderer, doomed, other);
        renderer.ask("wait " + REQUESTS);
        long seen;
        do {
            Thread.sleep(100);
            seen = unanswered(doomed) + unanswered(other);
        } while (seen < REQUESTS);
        long had = unanswered(doomed);
        long before = events(other);

        long killedAt = System.nanoTime();
        doomed.kill();
        renderer.ask("stream " + EVENTS + " 120");
        double[] lost = Numbers.of(renderer.ask("lost", PATIENCE));
        long takenOver = Site.awaitSeen(List.of(other), before + EVENTS);
        out.printf(
                "%s: the killed main had taken %d of %d requests; %.0f failed after %.1f to %.1f s; what was emitted after"
                        + " the kill had all come to the other after %.1f s%n",
                what,
                had,
                REQUESTS,
                lost[0],
                (lost[1] - killedAt) / 1e9,
                (lost[2] - killedAt) / 1e9,
                (takenOver - killedAt) / 1e9);
    }

    /** The group has given each of them something. */
    private static void awaitShares(ChildJvm renderer, ChildJvm one, ChildJvm two) throws InterruptedException {
        long emitted = 0;
        while (events(one) == 0 || events(two) == 0 || events(one) + events(two) < emitted) {
            renderer.ask("stream " + EVENTS + " 120");
            emitted += EVENTS;
            Thread.sleep(1000);
        }
    }

    private static long events(ChildJvm main) throws InterruptedException {
        return (long) Numbers.of(main.ask("seen"))[0];
    }

    private static long unanswered(ChildJvm main) throws InterruptedException {
        return (long) Numbers.of(main.ask("seen"))[2];
    }
}
