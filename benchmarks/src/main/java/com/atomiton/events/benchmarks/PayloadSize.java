package com.atomiton.events.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/** How much memory a payload object takes with all that belongs to it. */
final class PayloadSize {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private PayloadSize() {}

    /** In bytes: what making a copy of it allocates, less what the copying itself needs. */
    static long of(Sample sample) {
        byte[] id = sample.executionId().getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = sample.message().getBytes(StandardCharsets.ISO_8859_1);
        Sample copy = copy(sample, id, message);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        Sample measured = copy(sample, id, message);
        long after = THREADS.getCurrentThreadAllocatedBytes();
        if (!measured.equals(copy)) {
            throw new IllegalStateException("A copy differs: " + measured);
        }
        return after - before;
    }

    private static Sample copy(Sample sample, byte[] id, byte[] message) {
        return new Sample(
                sample.sentAt(),
                new String(id, StandardCharsets.ISO_8859_1),
                sample.percent(),
                new String(message, StandardCharsets.ISO_8859_1));
    }
}
