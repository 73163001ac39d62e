package com.atomiton.events.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the events that arrive in a process and knows when the last one that is expected has come. */
final class Arrivals implements Receiver {

    private final AtomicLong missing = new AtomicLong();
    private volatile CountDownLatch complete = new CountDownLatch(0);
    private volatile long completedAt;

    void expect(long events) {
        complete = new CountDownLatch(1);
        missing.set(events);
    }

    @Override
    public void received(int events) {
        if (missing.addAndGet(-events) == 0) {
            completedAt = System.nanoTime();
            complete.countDown();
        }
    }

    /** Waits for the last expected event and returns when it came, as {@link System#nanoTime()}. */
    long await() throws InterruptedException {
        complete.await();
        return completedAt;
    }
}
