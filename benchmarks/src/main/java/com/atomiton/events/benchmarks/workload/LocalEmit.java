package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Lab;
import com.atomiton.events.benchmarks.Results;
import com.atomiton.events.benchmarks.local.EmitToListeners;
import com.atomiton.events.benchmarks.local.EmitToNobody;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What stays within one process, by JMH. */
public final class LocalEmit implements Workload {

    public static final String NAME = "local-emit";
    public static final String OURS = "atomiton direct";
    public static final List<String> OTHERS =
            List.of("Spring ApplicationEventPublisher", "Guava EventBus", "greenrobot EventBus");
    public static final String NOBODY = "atomiton, main, nobody interested";

    private static final Map<String, String> ROWS = Map.of(
            "springApplicationEventPublisher",
            OTHERS.get(0),
            "guavaEventBus",
            OTHERS.get(1),
            "greenrobotEventBus",
            OTHERS.get(2),
            "atomitonDirect",
            OURS,
            "atomitonLane",
            "atomiton lane",
            "standalone",
            "atomiton, standalone, nobody interested",
            "mainWithOneRenderer",
            NOBODY);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return "emit within one process to listeners on the same thread (lane: on the bus's own)";
    }

    @Override
    public List<Column> columns() {
        return List.of(
                new Column(time("0"), 0, null),
                new Column(bytes("0"), 0, null),
                new Column(time("1"), 0, OURS),
                new Column(bytes("1"), 0, null),
                new Column(time("10"), 0, OURS),
                new Column(bytes("10"), 0, null));
    }

    /** The column of the time of an emit to so many listeners. */
    public static String time(String listeners) {
        return "ns to " + listeners;
    }

    /** The column of the bytes that an emit to so many listeners allocates. */
    public static String bytes(String listeners) {
        return "bytes to " + listeners;
    }

    @Override
    public void run(Lab lab) throws IOException, RunnerException {
        lab.clear();
        boolean quick = lab.options().quick();
        OptionsBuilder options = new OptionsBuilder();
        options.include(EmitToListeners.class.getName())
                .include(EmitToNobody.class.getName())
                .forks(quick ? 1 : 3)
                .warmupIterations(quick ? 1 : 5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(quick ? 2 : 5)
                .measurementTime(TimeValue.milliseconds(quick ? 200 : 500))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT);
        for (RunResult result : new Runner(options.build()).run()) {
            add(lab.results(), result);
        }
    }

    private static void add(Results results, RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        String row = ROWS.getOrDefault(benchmark.substring(benchmark.lastIndexOf('.') + 1), benchmark);
        String parameter = result.getParams().getParam("listeners");
        String listeners = parameter == null ? "0" : parameter;
        results.add(NAME, row, time(listeners), result.getPrimaryResult().getScore());
        Result<?> bytes = Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"));
        results.add(NAME, row, bytes(listeners), bytes.getScore());
    }
}
