package com.atomiton.events.bus;

import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A lane of several threads: the events of one key always go to the same one; those without a key take turns. */
final class WideLane implements Lane {

    private final List<SerialLane> threads;
    private final AtomicInteger turn = new AtomicInteger();

    WideLane(String name, ThreadFactory factory, LaneBound bound, int concurrency) {
        threads = IntStream.range(0, concurrency)
                .mapToObj(i -> new SerialLane(name, factory, bound, this))
                .toList();
    }

    @Override
    public boolean execute(LaneTask task, Deadline deadline) {
        String key = task.event().key();
        int choice = key.isEmpty() ? turn.getAndIncrement() : key.hashCode();
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
    public void abandon() {
        threads.forEach(SerialLane::abandon);
    }
}
