package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.ConnectionState;
import com.atomiton.events.benchmarks.Commands;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * A renderer that outlives its main. {@code lost}: waits until there is no connection. {@code first}: waits for the next
 * event and answers when it was handled, as {@link System#nanoTime()}.
 */
public final class WaitingRenderer {

    private static final long POLL_MILLIS = 5;

    private WaitingRenderer() {}

    /** Argument: the directory. */
    public static void main(String[] arguments) throws Exception {
        SynchronousQueue<Long> waiting = new SynchronousQueue<>();
        DefaultEventBus bus = AtomitonContender.renderer(Path.of(arguments[0])).build();
        bus.on(Sample.class, sample -> offer(waiting));
        bus.start();
        Commands.serve(bus, words -> switch (words[0]) {
            case "lost" -> lost(bus);
            case "first" -> String.valueOf(waiting.take());
            default -> throw Commands.unknown(words);
        });
    }

    private static void offer(SynchronousQueue<Long> waiting) {
        if (!waiting.offer(System.nanoTime())) {
            // Nobody has asked for the time of this one.
            Thread.onSpinWait();
        }
    }

    private static String lost(DefaultEventBus bus) throws InterruptedException {
        while (bus.connectionState() == ConnectionState.CONNECTED) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        return "lost";
    }
}
