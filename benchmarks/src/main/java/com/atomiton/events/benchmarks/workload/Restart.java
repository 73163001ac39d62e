package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import java.util.List;

/** Main is killed and started again: how long after it is ready does a renderer handle its first event? */
public final class Restart implements Workload {

    public static final String NAME = "restart";
    public static final String ROW = "atomiton";
    public static final String TIME = "ms";

    private static final List<String> JVM = List.of("-Xmx128m");
    private static final long[] DOWN_MILLIS = {0, 100, 500, 1500, 3000};

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "main is killed and started again; from main being ready to the renderer's first event";
    }

    @Override
    public List<Column> columns() {
        return List.of(new Column(TIME, 1, null));
    }

    @Override
    public void run(Lab lab) throws Exception {
        lab.clear();
        try (TemporaryDirectory directory = TemporaryDirectory.create()) {
            ChildJvm main = start(directory);
            main.answer();
            try (ChildJvm renderer =
                    ChildJvm.start(JVM, WaitingRenderer.class, directory.path().toString())) {
                renderer.answer();
                renderer.ask("first");
                for (int round = 0; round < lab.options().startRounds(); round++) {
                    main.kill();
                    renderer.ask("lost");
                    Thread.sleep(DOWN_MILLIS[round % DOWN_MILLIS.length]);
                    main = start(directory);
                    renderer.tell("first");
                    long ready = Long.parseLong(main.answer());
                    long first = Long.parseLong(renderer.answer());
                    lab.results().add(NAME, ROW, TIME, (first - ready) / 1e6);
                }
            } finally {
                main.kill();
            }
        }
    }

    private static ChildJvm start(TemporaryDirectory directory) throws Exception {
        return ChildJvm.start(JVM, RestartedMain.class, directory.path().toString());
    }
}
