package com.atomiton.events.bus;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.task.VirtualThreadTaskExecutor;

/** The threads of one bus: its timer, the task executor, and the threads of its lanes. All are named. */
final class BusThreads {

    private static final String PREFIX = "atomiton-events-";
    private static final Duration IDLE = Duration.ofSeconds(30);

    private static final long LOOK_MILLIS = 250;

    private final BusTimer timer;
    private final PatientExecutor tasks;
    private final @Nullable ExecutorService ownTasks;
    private final boolean virtual;

    /**
     * Makes the threads; most start when they are needed.
     *
     * @param keepsAlive whether the bus keeps the process from ending by itself, as one that serves others must
     * @param given the application's task executor, which it closes itself; {@code null} for one of the bus's own
     */
    BusThreads(boolean virtual, boolean keepsAlive, @Nullable Executor given) {
        this.virtual = virtual;
        this.timer = new BusTimer(platform("timer", !keepsAlive));
        if (given != null) {
            ownTasks = null;
            tasks = new PatientExecutor(given);
        } else {
            // Unbounded: a request's handler may wait for another request's future, which completes on one of these.
            ownTasks = new ThreadPoolExecutor(
                    0,
                    Integer.MAX_VALUE,
                    IDLE.toMillis(),
                    TimeUnit.MILLISECONDS,
                    new SynchronousQueue<>(),
                    factory("task"),
                    // Once it has been stopped: whoever waits for a future must not wait for ever.
                    (task, stopped) -> task.run());
            tasks = new PatientExecutor(ownTasks);
        }
    }

    /** Starts what is to run from the start: a bus that keeps the process alive does so without having anything to do. */
    void start() {
        timer.prestartCoreThread();
        repeat(tasks::retry);
    }

    /** Has it looked again and again whether something is to be done that could not be before. */
    void repeat(Runnable look) {
        var unused = timer.scheduleWithFixedDelay(look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    Executor tasks() {
        return tasks;
    }

    /** Makes the threads of a lane. */
    ThreadFactory lane(String name) {
        return factory("lane-" + name);
    }

    private ThreadFactory factory(String name) {
        return virtual
                ? new VirtualThreadTaskExecutor(PREFIX + name + "-").getVirtualThreadFactory()
                : platform(name, true);
    }

    private static ThreadFactory platform(String name, boolean daemon) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, PREFIX + name + "-" + count.incrementAndGet());
            thread.setDaemon(daemon);
            return thread;
        };
    }

    /** Ends them all; waits for tasks no longer than this, and not at all if the calling thread is interrupted. */
    void stop(long nanos) {
        timer.shutdownNow();
        tasks.stop();
        if (ownTasks == null) {
            return;
        }
        ownTasks.shutdown();
        boolean ended = false;
        try {
            ended = ownTasks.awaitTermination(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            ownTasks.shutdownNow();
        }
    }
}
