package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A renderer that takes its time with each progress report. {@code seen count}: waits until it has seen the last reports
 * of {@code count}; answers how many it handled, and p50 and p99 of their age in ns.
 */
public final class SlowRenderer {

    private static final long HANDLING_MILLIS = 5;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Recorder ages = new Recorder(3);
    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    private SlowRenderer() {}

    /** Argument: the directory. */
    public static void main(String[] arguments) throws Exception {
        SlowRenderer renderer = new SlowRenderer();
        DefaultEventBus bus = AtomitonContender.renderer(Path.of(arguments[0])).build();
        bus.on(Progress.class, renderer::handle);
        bus.start();
        Commands.serve(bus, words -> renderer.seen(Long.parseLong(words[1])));
    }

    private void handle(Progress progress) throws InterruptedException {
        ages.recordValue(Math.max(0, System.nanoTime() - progress.sentAt()));
        newest.put(progress.executionId(), progress.number());
        TimeUnit.MILLISECONDS.sleep(HANDLING_MILLIS);
    }

    private String seen(long count) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (newest.values().stream().noneMatch(number -> number == count - 1)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("The last report, number " + (count - 1) + ", is missing: " + newest);
            }
            TimeUnit.MILLISECONDS.sleep(HANDLING_MILLIS);
        }
        Histogram histogram = ages.getIntervalHistogram();
        return histogram.getTotalCount() + " " + histogram.getValueAtPercentile(50) + " "
                + histogram.getValueAtPercentile(99);
    }
}
