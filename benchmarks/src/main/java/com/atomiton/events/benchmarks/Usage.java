package com.atomiton.events.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/**
 * What this process has used so far.
 *
 * @param cpuNanos processor time of all its threads
 * @param allocatedBytes allocated on the heap by the threads that are alive
 */
record Usage(long cpuNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage now() {
        long[] allocated = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
        return new Usage(
                SYSTEM.getProcessCpuTime(),
                Arrays.stream(allocated).filter(bytes -> bytes > 0).sum());
    }

    Usage since(Usage before) {
        return new Usage(cpuNanos - before.cpuNanos, allocatedBytes - before.allocatedBytes);
    }
}
