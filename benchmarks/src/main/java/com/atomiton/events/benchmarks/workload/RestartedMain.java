package com.atomiton.events.benchmarks.workload;

import com.atomiton.events.benchmarks.ChildJvm;
import com.atomiton.events.benchmarks.Sample;
import com.atomiton.events.benchmarks.atomiton.AtomitonContender;
import com.atomiton.events.bus.DefaultEventBus;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A main process that answers with the time at which it is ready, and then emits an event every millisecond. */
public final class RestartedMain {

    private RestartedMain() {}

    /** Argument: the directory. Runs until it is killed. */
    public static void main(String[] arguments) throws InterruptedException {
        DefaultEventBus bus = AtomitonContender.main(Path.of(arguments[0])).build();
        bus.start();
        ChildJvm.answer(String.valueOf(System.nanoTime()));
        Sample sample = Sample.ofSize(120);
        while (bus.isRunning()) {
            bus.emit(sample);
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }
}
