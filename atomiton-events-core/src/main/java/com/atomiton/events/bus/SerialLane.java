package com.atomiton.events.bus;

import java.util.ArrayDeque;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * An event loop: one thread that runs one task after the other. The thread starts with the first task and takes all that
 * have come at once, so that a burst costs one wake-up.
 */
final class SerialLane implements Lane {

    private final ThreadFactory threads;
    private final Lane whole;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    private @Nullable Thread thread;
    private boolean stopping;

    private volatile boolean abandoned;

    SerialLane(ThreadFactory threads) {
        this.threads = threads;
        this.whole = this;
    }

    /** One of the threads of a wider lane. */
    SerialLane(ThreadFactory threads, Lane whole) {
        this.threads = threads;
        this.whole = whole;
    }

    @Override
    public void execute(String key, Runnable task) {
        lock.lock();
        try {
            if (stopping) {
                return;
            }
            tasks.addLast(task);
            if (thread == null) {
                thread = threads.newThread(this::run);
                thread.start();
            } else if (tasks.size() == 1) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        CurrentLane.enter(whole);
        ArrayDeque<Runnable> batch = new ArrayDeque<>();
        while (true) {
            lock.lock();
            try {
                while (tasks.isEmpty() && !stopping) {
                    changed.awaitUninterruptibly();
                }
                if (tasks.isEmpty() || abandoned) {
                    return;
                }
                ArrayDeque<Runnable> empty = batch;
                batch = tasks;
                tasks = empty;
            } finally {
                lock.unlock();
            }
            for (Runnable task = batch.poll(); task != null && !abandoned; task = batch.poll()) {
                Tasks.run(task);
                // A handler that was interrupted must not have the next one suffer for it.
                Thread.interrupted();
            }
        }
    }

    @Override
    public void stop(long nanos) throws InterruptedException {
        Thread running;
        lock.lock();
        try {
            stopping = true;
            running = thread;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null && running != Thread.currentThread()) {
            TimeUnit.NANOSECONDS.timedJoin(running, Math.max(1, nanos));
        }
    }

    @Override
    public void abandon() {
        lock.lock();
        try {
            stopping = true;
            abandoned = true;
            changed.signalAll();
            if (thread != null && thread != Thread.currentThread()) {
                thread.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }
}
