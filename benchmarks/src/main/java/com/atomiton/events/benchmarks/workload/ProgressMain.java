package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A main process that reports progress as fast as it can. {@code emit seconds executions size}: answers the number of
 * events and its {@link HeapPeak}.
 */
public final class ProgressMain {

    private static final long POLL_MILLIS = 5;

    private ProgressMain() {}

    /** Argument: the directory. */
    public static void main(String[] arguments) throws Exception {
        HeapPeak heap = new HeapPeak();
        DefaultEventBus bus = AtomitonContender.main(Path.of(arguments[0])).build();
        bus.start();
        Commands.serve(bus, words -> {
            long events =
                    emit(bus, Double.parseDouble(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            return events + " " + heap.take();
        });
    }

    private static long emit(DefaultEventBus bus, double seconds, int executions, int size) throws Exception {
        while (bus.sessions().stream().noneMatch(session -> session.interest().wants("bench:progress"))) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        String nodes = "x".repeat(size);
        long end = System.nanoTime() + (long) (seconds * 1e9);
        long events = 0;
        while (System.nanoTime() < end) {
            bus.emit(new Progress(System.nanoTime(), "execution-" + events % executions, events, nodes));
            events++;
        }
        return events;
    }
}
