package com.atomiton.events.transport;

/** Another process, which was seen to live. Thread-safe. */
public interface ProcessWatch extends AutoCloseable {

    /**
     * Whether the process is proven to have ended. {@code false} is no proof of life, and the only answer after
     * {@link #close}. Does file I/O; not to be called on the transport's thread.
     */
    boolean hasEnded();

    /** Ends the watch. Twice is the same as once. */
    @Override
    void close();
}
