package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Numbers;
import com.atomiton.events.benchmarks.Results;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Main emits as fast as it can to two renderers, one of which is stopped: does the other notice, does main's heap? */
public final class StoppedRenderer implements Workload {

    public static final String NAME = "stopped-renderer";
    public static final String ALONE = "one renderer";
    public static final String BOTH = "two renderers";
    public static final String STOPPED = "two, one of them stopped";
    public static final String P99 = "p99 ms";
    public static final String HEAP = "heap peak MiB";

    private static final int SIZE = 120;
    private static final double MIB = 1024 * 1024;
    private static final List<String> MAIN_JVM = List.of("-Xmx128m", "-XX:+ExitOnOutOfMemoryError");
    private static final List<String> RENDERER_JVM = List.of("-Xmx128m");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "main (-Xmx128m) emits " + SIZE
                + "-byte events as fast as it can; latency from before the emit to the handler of the other renderer";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("events/s", 0, ALONE),
                new Column("p50 ms", 1, ALONE),
                new Column(P99, 1, ALONE),
                new Column("p99.9 ms", 1, ALONE),
                new Column("longest emit ms", 1, null),
                new Column("not accepted", 0, null),
                new Column(HEAP, 0, null),
                new Column("after GC MiB", 0, null));
    }

    /** So short a time would not fill what a stopped renderer may fill. */
    @Override
    public boolean quick() {
        return false;
    }

    @Override
    public void run(Lab lab) throws Exception {
        double seconds = lab.options().quick() ? 5 : 60;
        lab.clear();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                ChildJvm main = start(MAIN_JVM, FloodMain.class, directory);
                ChildJvm timed = start(RENDERER_JVM, TimingRenderer.class, directory)) {
            main.ask("await 1");
            emit(main, lab.options().warmUpSeconds() * 2);
            measure(lab.results(), ALONE, main, timed, seconds / 4);
            try (ChildJvm other = start(RENDERER_JVM, TimingRenderer.class, directory)) {
                main.ask("await 2");
                measure(lab.results(), BOTH, main, timed, seconds / 4);
                signal("STOP", other);
                measure(lab.results(), STOPPED, main, timed, seconds);
                other.kill();
            }
            main.ask("await 1");
            measure(lab.results(), ALONE, main, timed, seconds / 4);
        }
    }

    private static ChildJvm start(List<String> options, Class<?> program, TemporaryDirectory directory)
            throws IOException, InterruptedException {
        ChildJvm child = ChildJvm.start(options, program, directory.path().toString());
        child.answer();
        return child;
    }

    private void measure(Results results, String row, ChildJvm main, ChildJvm timed, double seconds)
            throws InterruptedException {
        timed.ask("latency");
        double[] emitted = Numbers.of(emit(main, seconds));
        double[] latency = Numbers.of(timed.ask("latency"));
        results.add(NAME, row, "events/s", latency[0] / seconds);
        results.add(NAME, row, "p50 ms", latency[1] / 1e6);
        results.add(NAME, row, P99, latency[2] / 1e6);
        results.add(NAME, row, "p99.9 ms", latency[3] / 1e6);
        results.add(NAME, row, "not accepted", emitted[1]);
        results.add(NAME, row, "longest emit ms", emitted[2] / 1e6);
        results.add(NAME, row, HEAP, emitted[3] / MIB);
        results.add(NAME, row, "after GC MiB", emitted[4] / MIB);
    }

    private static String emit(ChildJvm main, double seconds) throws InterruptedException {
        return main.ask("emit " + seconds + " " + SIZE, Duration.ofMillis((long) (seconds * 1000)));
    }

    private static void signal(String signal, ChildJvm child) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + signal, String.valueOf(child.pid()))
                        .start()
                        .waitFor()
                != 0) {
            throw new IllegalStateException("Process " + child.pid() + " cannot be sent SIG" + signal);
        }
    }
}
