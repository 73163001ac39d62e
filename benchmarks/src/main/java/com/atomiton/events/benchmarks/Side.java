package com.atomiton.events.benchmarks;

import java.io.IOException;

/** One process's end of a contender. Used by one thread. */
public interface Side extends AutoCloseable {

    /** Waits until this many others are connected and would receive an event. */
    void awaitPeers(int count) throws Exception;

    /**
     * Sends an event: main's to every renderer, a renderer's to main. It may wait for the receiver, and may keep the event
     * until {@link #flush()}; it must not lose it.
     */
    void send(Sample sample) throws Exception;

    /** Sends what has been kept. */
    default void flush() throws Exception {}

    /** Sends a request from a renderer to main, which answers with what it got, and waits for the reply. */
    void roundTrip(Sample sample) throws Exception;

    @Override
    void close() throws IOException;
}
