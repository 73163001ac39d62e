package com.atomiton.events.test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** What a {@link FaultProxy} does to the bytes of one direction. Thread-safe. */
final class DirectionFaults {

    private static final long NEVER = -1;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // Guarded by the lock.
    private long cutAfter = NEVER;
    private long corruptAt = NEVER;
    private long delayNanos;
    private int pieceSize = Integer.MAX_VALUE;
    private boolean stalled;
    private long passed;

    /**
     * What to do with the next bytes of a connection.
     *
     * @param length how many to pass on
     * @param corrupt index among them of the one to corrupt; negative for none
     * @param cut whether to cut the connection after them
     */
    record Step(int length, int corrupt, boolean cut) {}

    void cutAfter(long bytes) {
        requireNotNegative("bytes", bytes);
        change(() -> cutAfter = bytes);
    }

    void corrupt(long position) {
        requireNotNegative("position", position);
        change(() -> corruptAt = position);
    }

    void delay(Duration delay) {
        requireNotNegative("delay", delay.toNanos());
        change(() -> delayNanos = delay.toNanos());
    }

    void split(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("'bytes' must be at least 1, but was " + bytes);
        }
        change(() -> pieceSize = bytes);
    }

    void stall(boolean stall) {
        change(() -> stalled = stall);
    }

    void heal() {
        change(() -> {
            cutAfter = NEVER;
            corruptAt = NEVER;
            delayNanos = 0;
            pieceSize = Integer.MAX_VALUE;
            stalled = false;
        });
    }

    private static void requireNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("'" + name + "' must not be negative, but was " + value);
        }
    }

    long passed() {
        lock.lock();
        try {
            return passed;
        } finally {
            lock.unlock();
        }
    }

    /** Wakes those who wait, since what they wait for may have changed. */
    void wake() {
        change(() -> {});
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits as long as this way is stalled and the connection is there. */
    void awaitFlow(BooleanSupplier isOver) throws InterruptedException {
        lock.lock();
        try {
            while (stalled && !isOver.getAsBoolean()) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until a piece that arrived at this time may go on: the delay is over, and the way is not stalled. */
    void awaitPassage(long arrivedNanos, BooleanSupplier isOver) throws InterruptedException {
        lock.lock();
        try {
            while (!isOver.getAsBoolean()) {
                long left = delayNanos - (System.nanoTime() - arrivedNanos);
                if (stalled) {
                    changed.await();
                } else if (delayNanos > 0 && left > 0) {
                    changed.await(left, TimeUnit.NANOSECONDS);
                } else {
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes the next step for these many bytes, the first of which is at this position of its connection. */
    Step step(long position, int available) {
        lock.lock();
        try {
            int length = Math.min(available, pieceSize);
            boolean cut = cutAfter != NEVER && position + length >= cutAfter;
            if (cut) {
                length = (int) Math.max(0, cutAfter - position);
                cutAfter = NEVER;
            }
            int corrupt = -1;
            if (corruptAt != NEVER && corruptAt >= position && corruptAt < position + length) {
                corrupt = (int) (corruptAt - position);
                corruptAt = NEVER;
            }
            passed += length;
            return new Step(length, corrupt, cut);
        } finally {
            lock.unlock();
        }
    }
}
