package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.EmitResult;
import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A main process that emits as fast as it can. {@code await n}: waits for n renderers. {@code emit seconds size}: answers
 * how many events it emitted, how many of them were not accepted, the longest emit in ns, and its {@link HeapPeak}.
 */
public final class FloodMain {

    private static final long POLL_MILLIS = 5;

    private final DefaultEventBus bus;
    private final HeapPeak heap = new HeapPeak();

    private FloodMain(DefaultEventBus bus) {
        this.bus = bus;
    }

    /** Argument: the directory. */
    public static void main(String[] arguments) throws Exception {
        DefaultEventBus bus = AtomitonContender.main(Path.of(arguments[0])).build();
        bus.start();
        Commands.serve(bus, new FloodMain(bus)::obey);
    }

    private String obey(String... words) throws Exception {
        return switch (words[0]) {
            case "await" -> await(Integer.parseInt(words[1]));
            case "emit" -> emit(Double.parseDouble(words[1]), Integer.parseInt(words[2]));
            default -> throw Commands.unknown(words);
        };
    }

    private String await(int renderers) throws InterruptedException {
        while (bus.sessions().stream()
                        .filter(session -> session.interest().wants("bench:sample"))
                        .count()
                != renderers) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return "connected";
    }

    private String emit(double seconds, int size) {
        Sample template = Sample.ofSize(size);
        heap.take();
        long events = 0;
        long refused = 0;
        long longest = 0;
        long now = System.nanoTime();
        long end = now + (long) (seconds * 1e9);
        while (now < end) {
            Sample sample = new Sample(now, template.executionId(), template.percent(), template.message());
            if (bus.emit(sample) != EmitResult.ACCEPTED) {
                refused++;
            }
            events++;
            long after = System.nanoTime();
            longest = Math.max(longest, after - now);
            now = after;
        }
        return events + " " + refused + " " + longest + " " + heap.take();
    }
}
