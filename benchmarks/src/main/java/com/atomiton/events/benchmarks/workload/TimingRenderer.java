package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A renderer that takes the time from before each emit to its handler. {@code latency}: answers the number of events
 * since it was last asked, and p50, p99 and p99.9 in ns.
 */
public final class TimingRenderer {

    private final Recorder latencies = new Recorder(3);

    private TimingRenderer() {}

    /** Argument: the directory. */
    public static void main(String[] arguments) throws Exception {
        TimingRenderer renderer = new TimingRenderer();
        DefaultEventBus bus = AtomitonContender.renderer(Path.of(arguments[0])).build();
        bus.on(Sample.class, renderer::handle);
        bus.start();
        Commands.serve(bus, renderer::obey);
    }

    private void handle(Sample sample) {
        latencies.recordValue(Math.max(0, System.nanoTime() - sample.sentAt()));
    }

    private String obey(String... words) {
        if (!words[0].equals("latency")) {
            throw Commands.unknown(words);
        }
        Histogram histogram = latencies.getIntervalHistogram();
        return histogram.getTotalCount() + " " + histogram.getValueAtPercentile(50) + " "
                + histogram.getValueAtPercentile(99) + " " + histogram.getValueAtPercentile(99.9);
    }
}
