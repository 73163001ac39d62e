package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import java.io.PrintStream;
import java.util.List;

/** From the start of a renderer's JVM to its first event at a main that is there, and of a main's to that of a renderer. */
final class StartToReady implements Measurement {

    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "start";
    }

    @Override
    public void run(Site site, PrintStream out) throws Exception {
        renderers(site, out, "socket", site.overSocket("main"), site.overSocketArguments("renderer"));
        site.clear();
        renderers(site, out, "broker", site.overBroker("main"), site.overBrokerArguments("renderer"));
        for (int round = 0; round < ROUNDS; round++) {
            site.clear();
            ChildJvm renderer = site.overBroker("renderer");
            renderer.ask("stream 1 120");
            long start = System.nanoTime();
            ChildJvm main = site.launch(BusProcess.class, site.overBrokerArguments("main"));
            main.answer();
            long started = System.nanoTime();
            long seen = Site.awaitSeen(List.of(main), 1);
            out.printf(
                    "broker: a new main has started after %.0f ms, and what waited for it came after %.0f ms%n",
                    (started - start) / 1e6, (seen - start) / 1e6);
        }
    }

    private static void renderers(Site site, PrintStream out, String through, ChildJvm main, String... arguments)
            throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            ChildJvm renderer = site.launch(BusProcess.class, arguments);
            renderer.answer();
            long started = System.nanoTime();
            long connected = Long.parseLong(renderer.ask("peers 1"));
            renderer.ask("stream 1 120");
            long seen = Site.awaitSeen(List.of(main), round + 1);
            out.printf(
                    "%s: a new renderer has started after %.0f ms, is connected after %.0f, first event seen after %.0f%n",
                    through, (started - start) / 1e6, (connected - start) / 1e6, (seen - start) / 1e6);
            renderer.close();
        }
    }
}
