package com.atomiton.events.simulation;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Runs tasks when its owner says so, at a time that its owner moves. Belongs to one simulated process. */
final class VirtualTimer extends AbstractExecutorService implements ScheduledExecutorService {

    private final VirtualClock clock;
    private final PriorityQueue<Task<?>> tasks = new PriorityQueue<>(
            Comparator.<Task<?>>comparingLong(task -> task.at).thenComparingLong(task -> task.order));
    private long order;

    VirtualTimer(VirtualClock clock) {
        this.clock = clock;
    }

    /** When the next task is due; the end of time if there is none. */
    long nextAt() {
        for (Task<?> first = tasks.peek(); first != null && first.isCancelled(); first = tasks.peek()) {
            tasks.poll();
        }
        Task<?> first = tasks.peek();
        return first == null ? Long.MAX_VALUE : first.at;
    }

    /** Runs the next task. */
    void runNext() {
        Task<?> task = tasks.remove();
        if (task.period == 0) {
            task.run();
        } else if (task.runAgain()) {
            task.at += task.period;
            tasks.add(task);
        }
        if (task.isDone() && !task.isCancelled()) {
            rethrowFailureOf(task);
        }
    }

    private static void rethrowFailureOf(Task<?> task) {
        try {
            task.get();
        } catch (Exception failed) {
            throw new AssertionError("a timer's task failed", failed);
        }
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
        return add(new Task<>(() -> call(command), delay, 0, unit));
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> callable, long delay, TimeUnit unit) {
        return add(new Task<>(callable, delay, 0, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable command, long initial, long period, TimeUnit unit) {
        return add(new Task<>(() -> call(command), initial, period, unit));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initial, long delay, TimeUnit unit) {
        return scheduleAtFixedRate(command, initial, delay, unit);
    }

    private static boolean call(Runnable command) {
        command.run();
        return true;
    }

    private <V> ScheduledFuture<V> add(Task<V> task) {
        tasks.add(task);
        return task;
    }

    @Override
    public void execute(Runnable command) {
        add(new Task<>(() -> call(command), 0, 0, TimeUnit.NANOSECONDS));
    }

    @Override
    public void shutdown() {
        tasks.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        tasks.clear();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }

    private final class Task<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {

        private final long order = VirtualTimer.this.order++;
        private final long period;
        private long at;

        Task(Callable<V> task, long delay, long period, TimeUnit unit) {
            super(task);
            this.at = clock.now() + unit.toNanos(delay);
            this.period = unit.toNanos(period);
        }

        boolean runAgain() {
            return runAndReset();
        }

        @Override
        public boolean isPeriodic() {
            return period > 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(at - clock.now(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }
}
