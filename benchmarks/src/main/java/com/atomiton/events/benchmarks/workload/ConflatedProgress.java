package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Numbers;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.util.List;

/** Main reports progress faster than a renderer can show it: how old is what the renderer shows, what does main keep? */
final class ConflatedProgress implements Workload {

    private static final String ROW = "atomiton";
    private static final int SIZE = 4096;
    private static final int EXECUTIONS = 4;
    private static final double MIB = 1024 * 1024;

    @Override
    public String name() {
        return "conflated-progress";
    }

    @Override
    public String title() {
        return "LATEST events of " + SIZE + " bytes and " + EXECUTIONS
                + " keys, as fast as main can, to a renderer that takes 5 ms for each; age when handled";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column("emitted/s", 0, null),
                new Column("handled of 1,000", 0, null),
                new Column("age p50 ms", 1, null),
                new Column("age p99 ms", 1, null),
                new Column("after GC MiB", 0, null));
    }

    @Override
    public void run(Lab lab) throws Exception {
        double seconds = 1;
        lab.clear();
        try (TemporaryDirectory directory = TemporaryDirectory.create();
                ChildJvm main = ChildJvm.start(
                        List.of("-Xmx128m"),
                        ProgressMain.class,
                        directory.path().toString())) {
            main.answer();
            try (ChildJvm renderer = ChildJvm.start(
                    List.of("-Xmx128m"), SlowRenderer.class, directory.path().toString())) {
                renderer.answer();
                for (int round = 0; round < (lab.options().quick() ? 1 : 3); round++) {
                    double[] figures = turn(main, renderer, seconds);
                    for (int i = 0; i < figures.length; i++) {
                        lab.results().add(name(), ROW, columns().get(i).metric(), figures[i]);
                    }
                }
            }
        }
    }

    /** The figures in the order of the columns. */
    private static double[] turn(ChildJvm main, ChildJvm renderer, double seconds) throws InterruptedException {
        double[] emitted = Numbers.of(main.ask("emit " + seconds + " " + EXECUTIONS + " " + SIZE));
        double[] handled = Numbers.of(renderer.ask("seen " + (long) emitted[0]));
        return new double[] {
            emitted[0] / seconds, handled[0] * 1_000 / emitted[0], handled[1] / 1e6, handled[2] / 1e6, emitted[2] / MIB
        };
    }
}
