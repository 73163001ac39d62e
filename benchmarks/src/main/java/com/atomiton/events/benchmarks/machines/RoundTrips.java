package com.atomiton.events.benchmarks.machines;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Numbers;
import java.io.PrintStream;

/** Requests of a renderer, one after another, that main answers with as much. */
final class RoundTrips implements Measurement {

    /** Few requests at a time: an answer is waited for no longer than 20 s. */
    private static final int WARM_UPS = 6;

    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "round-trips";
    }

    @Override
    public void run(Site site, PrintStream out) throws Exception {
        site.clear();
        var unused = site.overBroker("main");
        ChildJvm overBroker = site.overBroker("renderer");
        var unusedToo = site.overSocket("main");
        ChildJvm overSocket = site.overSocket("renderer");
        overBroker.ask("peers 1");
        overSocket.ask("peers 1");
        for (int i = 0; i < WARM_UPS; i++) {
            overBroker.ask("ask 500 120");
        }
        overSocket.ask("ask 5000 120");
        for (int round = 0; round < ROUNDS; round++) {
            print(out, "broker", overBroker.ask("ask 500 120"));
            print(out, "socket", overSocket.ask("ask 10000 120"));
        }
    }

    private static void print(PrintStream out, String through, String answer) {
        double[] figures = Numbers.of(answer);
        out.printf("%s: p50 %.2f ms, p99 %.2f ms%n", through, figures[0] / 1e6, figures[1] / 1e6);
    }
}
