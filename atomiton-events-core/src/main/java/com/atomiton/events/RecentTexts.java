package com.atomiton.events;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Which texts have been logged of late, so that what is caused again with each attempt is logged once, also if two of them
 * take turns. A text that has not come for ten minutes is new again; the last 64 are kept. Thread-safe.
 */
public final class RecentTexts {

    static final int KEPT = 64;
    static final long PERIOD_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final LongSupplier nanoTime;

    /** When each came last, the oldest first. Guarded by this. */
    private final Map<String, Long> texts = new LinkedHashMap<>();

    /** Knows none. */
    public RecentTexts() {
        this(System::nanoTime);
    }

    RecentTexts(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether this is to be logged; it is not new any more. */
    public synchronized boolean isNew(String text) {
        long now = nanoTime.getAsLong();
        Long last = texts.remove(text);
        texts.put(text, now);
        if (texts.size() > KEPT) {
            texts.remove(texts.keySet().iterator().next());
        }
        return last == null || now - last >= PERIOD_NANOS;
    }

    /** What comes next is new. */
    public synchronized void clear() {
        texts.clear();
    }
}
