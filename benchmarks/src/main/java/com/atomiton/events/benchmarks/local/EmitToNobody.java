package com.atomiton.events.benchmarks.local;

import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.TemporaryDirectory;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import com.atomiton.events.bus.EventBusBuilder;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** An emit that nobody listens to. */
@NullUnmarked // the fields are set up by JMH
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmitToNobody {

    private static final long POLL_MILLIS = 5;

    private final Sample sample = Sample.ofSize(120);
    private final DefaultEventBus standalone = EventBusBuilder.standalone().build();
    private TemporaryDirectory directory;
    private DefaultEventBus main;
    private DefaultEventBus renderer;

    /** Connects a renderer that listens to something else. */
    @Setup
    public void start() throws IOException, InterruptedException {
        directory = TemporaryDirectory.create();
        main = AtomitonContender.main(directory.path()).build();
        renderer = AtomitonContender.renderer(directory.path()).build();
        renderer.on("bench:other", event -> {});
        standalone.start();
        main.start();
        renderer.start();
        while (main.sessions().stream().noneMatch(session -> session.interest().wants("bench:other"))) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Ends the buses. */
    @TearDown
    public void stop() throws IOException {
        renderer.close();
        main.close();
        standalone.close();
        directory.close();
    }

    /** In a process without peers. */
    @Benchmark
    public Object standalone() {
        return standalone.emit(sample);
    }

    /** In main, whose one renderer wants other events. */
    @Benchmark
    public Object mainWithOneRenderer() {
        return main.emit(sample);
    }
}
