package com.atomiton.events.bus;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A lane of several threads: the events of one key always go to the same one. Those without a key take turns, but for
 * those of a name of which the newest counts: the last of them must be handled last.
 */
final class WideLane implements Lane {

    private final List<SerialLane> threads;
    private final AtomicInteger turn = new AtomicInteger();

    WideLane(String name, ThreadFactory factory, LaneBound bound, Runnable whenIdle, int concurrency) {
        threads = IntStream.range(0, concurrency)
                .mapToObj(i -> new SerialLane(name, factory, bound, whenIdle, this))
                .toList();
    }

    @Override
    public boolean execute(LaneTask task, Deadline deadline) {
        String order = task.event().order();
        int choice = order.isEmpty() ? turn.getAndIncrement() : order.hashCode();
        return threads.get(Math.floorMod(choice, threads.size())).execute(task, deadline);
    }

    @Override
    public void superseded() {
        threads.forEach(SerialLane::superseded);
    }

    List<SerialLane> threads() {
        return threads;
    }

    @Override
    public void stop(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (SerialLane thread : threads) {
            thread.stop(deadline - System.nanoTime());
        }
    }

    @Override
    public List<LaneTask> abandon() {
        return threads.stream().flatMap(thread -> thread.abandon().stream()).toList();
    }

    @Override
    public void inUse(boolean used) {
        threads.forEach(thread -> thread.inUse(used));
    }

    @Override
    public boolean isIdle() {
        return threads.stream().allMatch(SerialLane::isIdle);
    }
}
