package com.atomiton.events.codec;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets few payloads be read at a time that are large: what is read of one may take 50 MB, however few its bytes are, and
 * many threads read. Thread-safe.
 */
final class LargePayloads {

    /** Smaller ones are read at once. */
    private static final int LARGE = 16 * 1024;

    private static final long MEMORY_OF_ONE = 64L * 1024 * 1024;

    /** Whoever has waited that long reads all the same: a deserializer of the application may hold another thread for ever. */
    private static final long PATIENCE_SECONDS = 30;

    /** Those of all buses of this process: they share its memory. A quarter of it may be taken. */
    private static final Semaphore turns =
            new Semaphore((int) Math.max(1, Runtime.getRuntime().maxMemory() / 4 / MEMORY_OF_ONE), true);

    private LargePayloads() {}

    /** Waits for the turn of a payload of this length; returns whether it has to be {@linkplain #ended() ended}. */
    static boolean await(int length) {
        if (length < LARGE) {
            return false;
        }
        try {
            return turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static void ended() {
        turns.release();
    }
}
