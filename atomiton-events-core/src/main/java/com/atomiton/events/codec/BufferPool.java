package com.atomiton.events.codec;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * A few buffers for parsers and generators, one for each thread of those that write and read payloads, as long as they are
 * few: two that share a place make a new one when both need it at the same time. Jackson's thread locals cost 45 ns where
 * the thread has several, its pools for all threads more.
 */
final class BufferPool implements RecyclerPool<BufferRecycler> {

    private static final long serialVersionUID = 1L;

    private static final int PLACES = 16;

    /** Between two places, so that no two processors write into the same 64 bytes. */
    private static final int DISTANCE = 16;

    private final transient AtomicReferenceArray<@Nullable BufferRecycler> places =
            new AtomicReferenceArray<>(PLACES * DISTANCE);

    @Override
    public BufferRecycler acquirePooled() {
        BufferRecycler known = places.getAndSet(place(), null);
        return known == null ? new BufferRecycler() : known;
    }

    @Override
    public void releasePooled(BufferRecycler released) {
        places.setRelease(place(), released);
    }

    private static int place() {
        return (int) (Thread.currentThread().getId() & PLACES - 1) * DISTANCE;
    }
}
