package com.atomiton.events.benchmarks.workload;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;

/** The highest use of this process's heap, before and after each collection, since it was last asked. */
final class HeapPeak {

    private final AtomicLong used = new AtomicLong();
    private final AtomicLong live = new AtomicLong();

    HeapPeak() {
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector)
                    .addNotificationListener((notice, context) -> collected(notice), null, null);
        }
    }

    private void collected(Notification notice) {
        if (notice.getUserData() instanceof CompositeData data) {
            GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from(data);
            used.accumulateAndGet(sum(info.getGcInfo().getMemoryUsageBeforeGc()), Math::max);
            live.accumulateAndGet(sum(info.getGcInfo().getMemoryUsageAfterGc()), Math::max);
        }
    }

    /** Of the heap's pools only. */
    private static long sum(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> pool.getKey().matches(".*(Eden|Survivor|Old|Tenured).*"))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Peak of what was in use, and of what was left after a collection, in bytes; and starts anew. */
    String take() {
        return used.getAndSet(0) + " " + live.getAndSet(0);
    }
}
